/** Accounts, sign-in nonces, session keys and rate windows in PostgreSQL. */
import type { Accounts, Nonces, SessionKey, SessionKeys } from "@/lib/annotators/ports";
import type { RateWindows } from "@/lib/annotators/rate-limit";
import type { AccountNo, Sha256 } from "@/lib/kernel/ids";
import type { Db } from "./client";

export const prismaAccounts = (db: Db): Accounts => ({
  ensure: async (address) => {
    await db.account.createMany({ data: { address }, skipDuplicates: true });
    const { no } = await db.account.findUniqueOrThrow({ where: { address }, select: { no: true } });
    return { no: no as AccountNo, address };
  },
});

export const prismaNonces = (db: Db): Nonces => ({
  save: async (value, expiresAtMs) => {
    await db.nonce.create({ data: { value, expiresAt: new Date(expiresAtMs) } });
  },
  consume: async (value, nowMs) => {
    const { count } = await db.nonce.deleteMany({ where: { value, expiresAt: { gt: new Date(nowMs) } } });
    return count === 1;
  },
  sweep: async (nowMs) => {
    await db.nonce.deleteMany({ where: { expiresAt: { lte: new Date(nowMs) } } });
  },
});

export const prismaSessionKeys = (db: Db): SessionKeys => ({
  save: async ({ id, accountNo, publicKey, expiresAtS, signature }) => {
    const saved = await db.$executeRaw`
      INSERT INTO session_key (id, account_no, public_key, expires_at_s, signature)
      VALUES (${id}, ${accountNo}, ${publicKey}, ${BigInt(expiresAtS)}, ${signature})
      ON CONFLICT (id) DO UPDATE SET expires_at_s = excluded.expires_at_s, signature = excluded.signature
      WHERE session_key.account_no = excluded.account_no AND session_key.revoked_at IS NULL`;
    return saved === 1;
  },
  live: async (id, nowS) => {
    const key = await db.sessionKey.findFirst({ where: { id, revokedAt: null, expiresAtS: { gt: BigInt(nowS) } } });
    return key ? keyOf(key) : undefined;
  },
  list: async (accountNo, limit) => {
    const rows = await db.sessionKey.findMany({ where: { accountNo }, orderBy: { createdAt: "desc" }, take: limit });
    return rows.map(({ id, createdAt, expiresAtS, revokedAt }) => ({
      id: id as Sha256,
      createdAtMs: createdAt.getTime(),
      expiresAtS: Number(expiresAtS),
      revokedAtMs: revokedAt?.getTime() ?? null,
    }));
  },
  countLive: (accountNo, nowS) =>
    db.sessionKey.count({ where: { accountNo, revokedAt: null, expiresAtS: { gt: BigInt(nowS) } } }),
  revoke: async (accountNo, id, nowMs) => {
    const where = { id, accountNo, revokedAt: null };
    const { count } = await db.sessionKey.updateMany({ where, data: { revokedAt: new Date(nowMs) } });
    return count === 1;
  },
});

export const prismaRateWindows = (db: Db): RateWindows => ({
  hit: async (key, minute) => {
    const rows = await db.$queryRaw<{ count: number }[]>`
      INSERT INTO rate_window (key, minute, count) VALUES (${key}, ${minute}, 1)
      ON CONFLICT (key, minute) DO UPDATE SET count = rate_window.count + 1
      RETURNING count`;
    return rows[0]?.count ?? 0;
  },
  forget: async (before) => {
    await db.rateWindow.deleteMany({ where: { minute: { lt: before } } });
  },
});

type KeyRow = { id: string; accountNo: bigint; publicKey: string; expiresAtS: bigint; signature: string };

const keyOf = (row: KeyRow): SessionKey => ({
  id: row.id as Sha256,
  accountNo: row.accountNo as AccountNo,
  publicKey: row.publicKey,
  expiresAtS: Number(row.expiresAtS),
  signature: row.signature as `0x${string}`,
});
