import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { memoryAnnotators } from "@/lib/adapters/memory/annotators";
import { prismaAccounts, prismaNonces, prismaRateWindows, prismaSessionKeys } from "@/lib/adapters/prisma/annotators";
import { createPrisma } from "@/lib/adapters/prisma/client";
import type { PrismaClient } from "@/lib/adapters/prisma/generated/client";
import type { Address, Sha256 } from "@/lib/kernel/ids";
import { createDatabase, type TestDatabase } from "./database";

let database: TestDatabase;
let db: PrismaClient;

beforeAll(async () => {
  database = await createDatabase();
  db = createPrisma(database.url);
});

afterAll(async () => {
  await db?.$disconnect();
  await database?.drop();
});

const inPostgres = () => ({
  accounts: prismaAccounts(db),
  nonces: prismaNonces(db),
  keys: prismaSessionKeys(db),
  rates: prismaRateWindows(db),
});
const NOW_MS = Date.UTC(2026, 10, 24, 12);
const NOW_S = NOW_MS / 1000;
const address = (n: number) => `0x${n.toString(16).padStart(40, "0")}` as Address;

describe.each([
  ["PostgreSQL", inPostgres],
  ["memory", memoryAnnotators],
])("the annotators' ports in %s", (_, make) => {
  test("an address has one account, also when it signs in twice at once", async () => {
    const { accounts } = make();
    const rows = await Promise.all(Array.from({ length: 10 }, () => accounts.ensure(address(7))));
    expect(new Set(rows.map(({ no }) => no)).size).toBe(1);
    expect((await accounts.ensure(address(8))).no).not.toBe(rows[0]?.no);
  });

  test("a nonce is used by one of all who try, and not after its time", async () => {
    const { nonces } = make();
    await nonces.save("nonce-one", NOW_MS + 1_000);
    const tries = await Promise.all(Array.from({ length: 20 }, () => nonces.consume("nonce-one", NOW_MS)));
    expect(tries.filter(Boolean)).toHaveLength(1);
    await nonces.save("nonce-two", NOW_MS + 1_000);
    expect(await nonces.consume("nonce-two", NOW_MS + 1_000)).toBe(false);
    await nonces.sweep(NOW_MS + 2_000);
    expect(await nonces.consume("nonce-two", NOW_MS)).toBe(false);
  });

  test("a key is its account's: renewed by it, not taken over, not brought back", async () => {
    const { accounts, keys } = make();
    const [mine, other] = await Promise.all([accounts.ensure(address(7)), accounts.ensure(address(8))]);
    const id = "a".repeat(64) as Sha256;
    const key = { id, accountNo: mine.no, publicKey: "spki", expiresAtS: NOW_S + 60, signature: "0x01" } as const;
    expect(await keys.save(key)).toBe(true);
    expect(await keys.live(id, NOW_S)).toEqual(key);
    expect(await keys.live(id, NOW_S + 60)).toBeUndefined();
    expect(await keys.save({ ...key, expiresAtS: NOW_S + 600 })).toBe(true);
    expect(await keys.live(id, NOW_S + 60)).toMatchObject({ expiresAtS: NOW_S + 600 });
    expect(await keys.save({ ...key, accountNo: other.no })).toBe(false);
    expect(await keys.countLive(mine.no, NOW_S)).toBe(1);
    expect(await keys.revoke(other.no, id, NOW_MS)).toBe(false);
    expect(await keys.revoke(mine.no, id, NOW_MS)).toBe(true);
    expect(await keys.live(id, NOW_S)).toBeUndefined();
    expect(await keys.save(key)).toBe(false);
    expect(await keys.countLive(mine.no, NOW_S)).toBe(0);
  });

  test("requests are counted once each, by all processes together", async () => {
    const { rates } = make();
    const counts = await Promise.all(Array.from({ length: 25 }, () => rates.hit("claim:x", 100n)));
    expect([...counts].sort((a, b) => a - b)).toEqual(Array.from({ length: 25 }, (_, i) => i + 1));
    expect(await rates.hit("claim:x", 101n)).toBe(1);
    await rates.forget(101n);
    expect(await rates.hit("claim:x", 100n)).toBe(1);
    expect(await rates.hit("claim:x", 101n)).toBe(2);
  });
});
