/** The annotators' ports in maps: what a test needs of them, with the same promises. */
import type { Accounts, Nonces, SessionKey, SessionKeys } from "@/lib/annotators/ports";
import type { RateWindows } from "@/lib/annotators/rate-limit";
import type { AccountNo, Address } from "@/lib/kernel/ids";

export function memoryAnnotators(): { accounts: Accounts; nonces: Nonces; keys: SessionKeys; rates: RateWindows } {
  return { accounts: accounts(), nonces: nonces(), keys: keys(), rates: rates() };
}

function accounts(): Accounts {
  const known = new Map<Address, AccountNo>();
  return {
    ensure: async (address) => {
      const no = known.get(address) ?? (BigInt(known.size + 1) as AccountNo);
      known.set(address, no);
      return { no, address };
    },
  };
}

function nonces(): Nonces {
  const expiry = new Map<string, number>();
  return {
    save: async (value, expiresAtMs) => {
      expiry.set(value, expiresAtMs);
    },
    consume: async (value, nowMs) => (expiry.get(value) ?? 0) > nowMs && expiry.delete(value),
    sweep: async (nowMs) => {
      for (const [value, at] of expiry) if (at <= nowMs) expiry.delete(value);
    },
  };
}

function keys(): SessionKeys {
  type Kept = SessionKey & { revokedAtMs: number | null };
  const stored = new Map<string, Kept>();
  const isLive = (key: Kept, nowS: number) => key.revokedAtMs === null && key.expiresAtS > nowS;
  return {
    save: async (key) => {
      const old = stored.get(key.id);
      if (old && (old.revokedAtMs !== null || old.accountNo !== key.accountNo)) return false;
      stored.set(key.id, { ...key, revokedAtMs: null });
      return true;
    },
    live: async (id, nowS) => {
      const key = stored.get(id);
      if (!key || !isLive(key, nowS)) return undefined;
      const { revokedAtMs: _, ...live } = key;
      return live;
    },
    list: async (accountNo, limit) =>
      [...stored.values()]
        .filter((key) => key.accountNo === accountNo)
        .reverse()
        .slice(0, limit)
        .map(({ id, expiresAtS, revokedAtMs }) => ({ id, createdAtMs: 0, expiresAtS, revokedAtMs })),
    countLive: async (accountNo, nowS) =>
      [...stored.values()].filter((key) => key.accountNo === accountNo && isLive(key, nowS)).length,
    revoke: async (accountNo, id, nowMs) => {
      const key = stored.get(id);
      if (!key || key.revokedAtMs !== null || key.accountNo !== accountNo) return false;
      key.revokedAtMs = nowMs;
      return true;
    },
  };
}

function rates(): RateWindows {
  const counts = new Map<string, { readonly minute: bigint; readonly count: number }>();
  return {
    hit: async (key, minute) => {
      const name = `${key} ${minute}`;
      const count = (counts.get(name)?.count ?? 0) + 1;
      counts.set(name, { minute, count });
      return count;
    },
    forget: async (before) => {
      for (const [name, { minute }] of counts) if (minute < before) counts.delete(name);
    },
  };
}
