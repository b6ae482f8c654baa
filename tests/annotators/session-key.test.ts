import { generatePrivateKey, privateKeyToAccount } from "viem/accounts";
import { beforeEach, describe, expect, test } from "vitest";
import { keyFor, listKeys, me, registerKey, revokeKey } from "@/lib/annotators/service";
import { keyIdOf, sessionKeyTypedData } from "@/lib/annotators/session-key";
import { base64UrlText } from "@/lib/kernel/base64url";
import type { Account } from "@/lib/kernel/caller";
import { ANONYMOUS } from "@/lib/kernel/caller";
import { annotatorDesk, START_MS, VAULT } from "./desk";

const wallet = privateKeyToAccount(generatePrivateKey());
const other = privateKeyToAccount(generatePrivateKey());
const NOW_S = START_MS / 1000;
const WEEK_S = 7 * 24 * 3600;

let desk: ReturnType<typeof annotatorDesk>;
let caller: Account;
let foreigner: Account;

beforeEach(async () => {
  desk = annotatorDesk();
  caller = { kind: "account", ...(await desk.accounts.ensure(wallet.address.toLowerCase() as Account["address"])) };
  foreigner = { kind: "account", ...(await desk.accounts.ensure(other.address.toLowerCase() as Account["address"])) };
});

async function freshKey(): Promise<string> {
  const pair = await crypto.subtle.generateKey({ name: "ECDSA", namedCurve: "P-256" }, false, ["sign", "verify"]);
  return base64UrlText(new Uint8Array(await crypto.subtle.exportKey("spki", pair.publicKey)));
}

async function permission(
  change: { publicKey?: string; expiresAtS?: number; chainId?: number; by?: typeof wallet } = {},
) {
  const publicKey = change.publicKey ?? (await freshKey());
  const expiresAtS = change.expiresAtS ?? NOW_S + WEEK_S;
  const by = change.by ?? wallet;
  const data = sessionKeyTypedData({
    chainId: change.chainId ?? 31337,
    vault: VAULT,
    annotator: by.address,
    publicKey,
    expiresAtS,
  });
  return { publicKey, expiresAtS, signature: await by.signTypedData(data) };
}

describe("a session key", () => {
  test("default: registered by the account's signature, found by its id, for its owner alone", async () => {
    const given = await permission();
    const { id } = await registerKey(desk, caller, given);
    expect(id).toBe(keyIdOf(given.publicKey));
    expect(await keyFor(desk, caller, id)).toMatchObject({ publicKey: given.publicKey, expiresAtS: given.expiresAtS });
    expect(await keyFor(desk, foreigner, id)).toBeUndefined();
    expect(await me(desk, caller)).toMatchObject({ sessionKeys: 1 });
  });

  test("behavior: good until its expiry, and not after it was revoked", async () => {
    const { id } = await registerKey(desk, caller, await permission({ expiresAtS: NOW_S + 60 }));
    desk.clock.nowMs += 60_000;
    expect(await keyFor(desk, caller, id)).toBeUndefined();

    const later = await permission({ expiresAtS: NOW_S + WEEK_S });
    const second = await registerKey(desk, caller, later);
    expect(await revokeKey(desk, foreigner, second.id)).toEqual({ revoked: false });
    expect(await revokeKey(desk, caller, second.id)).toEqual({ revoked: true });
    expect(await keyFor(desk, caller, second.id)).toBeUndefined();
    await expect(registerKey(desk, caller, later)).rejects.toMatchObject({ code: "conflict" });
  });

  test("behavior: its owner sees all keys with their state, newest first, and nobody else's", async () => {
    const first = await registerKey(desk, caller, await permission({ expiresAtS: NOW_S + 60 }));
    const second = await registerKey(desk, caller, await permission());
    const third = await registerKey(desk, caller, await permission());
    await revokeKey(desk, caller, second.id);
    desk.clock.nowMs += 60_000;
    const { keys } = await listKeys(desk, caller);
    expect(keys.map(({ id, state, revokedAtMs }) => [id, state, revokedAtMs])).toEqual([
      [third.id, "good", null],
      [second.id, "revoked", START_MS],
      [first.id, "expired", null],
    ]);
    expect(await listKeys(desk, foreigner)).toEqual({ keys: [] });
    await expect(listKeys(desk, ANONYMOUS)).rejects.toMatchObject({ code: "unauthenticated" });
  });

  test("behavior: another's signature, another chain's, or none is refused", async () => {
    await expect(registerKey(desk, caller, await permission({ by: other }))).rejects.toThrow(/not signed by/);
    await expect(registerKey(desk, caller, await permission({ chainId: 1 }))).rejects.toThrow(/not signed by/);
    await expect(registerKey(desk, ANONYMOUS, await permission())).rejects.toMatchObject({ code: "unauthenticated" });
  });

  test("behavior: another account's key is not taken over", async () => {
    const publicKey = await freshKey();
    await registerKey(desk, caller, await permission({ publicKey }));
    const theirs = await permission({ publicKey, by: other });
    await expect(registerKey(desk, foreigner, theirs)).rejects.toMatchObject({ code: "conflict" });
  });

  test("behavior: a life of more than 30 days, or one that is over, is refused", async () => {
    const long = await permission({ expiresAtS: NOW_S + 31 * 24 * 3600 });
    await expect(registerKey(desk, caller, long)).rejects.toThrow(/30 days/);
    await expect(registerKey(desk, caller, await permission({ expiresAtS: NOW_S }))).rejects.toThrow(/past/);
  });

  test("behavior: only P-256 keys are taken", async () => {
    const { expiresAtS, signature } = await permission();
    for (const publicKey of ["", "AAAA", "not base64!", base64UrlText(new Uint8Array(91))]) {
      await expect(registerKey(desk, caller, { publicKey, expiresAtS, signature })).rejects.toThrow(/P-256/);
    }
  });
});
