import { afterAll, beforeAll, expect, test } from "vitest";
import { prismaAccounts } from "@/lib/adapters/prisma/annotators";
import { prismaApiKeys, prismaKeptAnswers } from "@/lib/adapters/prisma/api-keys";
import { createPrisma } from "@/lib/adapters/prisma/client";
import { createPool } from "@/lib/adapters/prisma/pool";
import { createSecretBox } from "@/lib/adapters/secret-box";
import { createApiKey, keyCaller, listApiKeys, revokeApiKey } from "@/lib/annotators/api-keys";
import { once } from "@/lib/api/once";
import { ANONYMOUS, type Caller } from "@/lib/kernel/caller";
import type { Address } from "@/lib/kernel/ids";
import { createDatabase, type TestDatabase } from "./database";

let database: TestDatabase;
let db: ReturnType<typeof createPrisma>;
const box = createSecretBox("a secret of the tests", "kept answer");
const clock = { nowMs: Date.UTC(2026, 10, 24) };
let seed = 0;
const deps = () => ({
  apiKeys: prismaApiKeys(db),
  kept: prismaKeptAnswers(db, box),
  now: () => clock.nowMs,
  random: (bytes: number) => Uint8Array.from({ length: bytes }, (_, i) => (i * 31 + ++seed * 7) & 255),
});

async function somebody(letter: string): Promise<Caller> {
  const { no, address } = await prismaAccounts(db).ensure(`0x${letter.repeat(40)}` as Address);
  return { kind: "account", no, address };
}

beforeAll(async () => {
  database = await createDatabase();
  db = createPrisma(createPool(database.url, 4));
});
afterAll(async () => {
  await db.$disconnect();
  await database.drop();
});

test("a key is shown once, kept as a hash, and knows its holder until it is revoked", async () => {
  const ann = await somebody("a");
  const { key, id } = await createApiKey(deps(), ann, { name: "CI", scopes: ["label", "read"] });
  expect(key).toMatch(/^assay_[\w-]{43}$/);
  const stored = await db.apiKey.findUniqueOrThrow({ where: { id } });
  expect(JSON.stringify({ ...stored, accountNo: 0 })).not.toContain(key.slice(6, -4));
  expect(await keyCaller(deps(), ANONYMOUS, key)).toEqual({ id, caller: ann, scopes: ["read", "label"] });
  expect((await listApiKeys(deps(), ann)).keys[0]).toMatchObject({
    state: "good",
    lastUsedAt: "2026-11-24T00:00:00.000Z",
  });
  expect(JSON.stringify(await listApiKeys(deps(), ann))).not.toContain(key);
  await expect(revokeApiKey(deps(), await somebody("b"), id)).rejects.toMatchObject({ code: "not_found" });
  await revokeApiKey(deps(), ann, id);
  await revokeApiKey(deps(), ann, id);
  await expect(keyCaller(deps(), ANONYMOUS, key)).rejects.toMatchObject({ code: "unauthenticated" });
});

test("a key ends with its last day, and a text that is nearly a key is none", async () => {
  const ann = await somebody("a");
  const { key } = await createApiKey(deps(), ann, { name: "short", scopes: ["read"], days: 1 });
  for (const text of ["", "assay_", `${key}x`, key.toUpperCase(), key.slice(6)]) {
    await expect(keyCaller(deps(), ANONYMOUS, text)).rejects.toMatchObject({ code: "unauthenticated" });
  }
  clock.nowMs += 24 * 3_600_000;
  await expect(keyCaller(deps(), ANONYMOUS, key)).rejects.toMatchObject({ code: "unauthenticated" });
  expect((await listApiKeys(deps(), ann)).keys.find(({ name }) => name === "short")?.state).toBe("expired");
});

test("keys are made by somebody who is signed in, with a name and at least one scope", async () => {
  await expect(createApiKey(deps(), ANONYMOUS, { name: "x", scopes: ["read"] })).rejects.toMatchObject({
    code: "unauthenticated",
  });
  const ann = await somebody("a");
  for (const input of [
    { name: "", scopes: ["read"] },
    { name: "x", scopes: [] },
    { name: "x", scopes: ["all"] },
    null,
  ]) {
    await expect(createApiKey(deps(), ann, input)).rejects.toMatchObject({ code: "invalid_input" });
  }
});

test("Idempotency-Key: of many at once one makes it, later ones get its answer, another request is refused", async () => {
  const ann = await somebody("a");
  let made = 0;
  const make = (key: string, request: string) =>
    once(deps(), ann, { key, request }, async () => JSON.stringify({ made: ++made }));
  const all = await Promise.allSettled(Array.from({ length: 8 }, () => make("k1", "POST /x")));
  expect(made).toBe(1);
  for (const each of all.filter(({ status }) => status === "rejected")) {
    expect(each).toMatchObject({ reason: { code: "conflict" } });
  }
  expect(await make("k1", "POST /x")).toEqual({ text: '{"made":1}', replayed: true });
  await expect(make("k1", "POST /y")).rejects.toMatchObject({ code: "invalid_input" });
  expect(await once(deps(), await somebody("b"), { key: "k1", request: "POST /y" }, async () => "{}")).toMatchObject({
    replayed: false,
  });
  const row = await db.keptAnswer.findFirstOrThrow({ where: { key: "k1", answer: { not: null } } });
  expect(row.answer).not.toContain("made");
  const refusal = once(deps(), ann, { key: "k2", request: "r" }, () => Promise.reject(new Error("refused")));
  await expect(refusal).rejects.toThrow("refused");
  expect(await make("k2", "r")).toMatchObject({ replayed: false });
  clock.nowMs += 25 * 3_600_000;
  expect(await make("k1", "POST /y")).toMatchObject({ replayed: false });
});

test("Idempotency-Key: what another secret has sealed is made anew, not waited for", async () => {
  const ann = await somebody("sealed");
  const other = prismaKeptAnswers(db, createSecretBox("another secret", "kept answer"));
  const make = (kept = deps().kept) => once({ ...deps(), kept }, ann, { key: "k", request: "r" }, async () => "{}");
  await make(other);
  expect(await make()).toEqual({ text: "{}", replayed: false });
  expect(await make()).toEqual({ text: "{}", replayed: true });
});
