// From the change in the database to a receiver that checks what it is sent: a real PostgreSQL, a real server on this machine.
import { createHmac, randomBytes } from "node:crypto";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { prismaAccounts } from "@/lib/adapters/prisma/annotators";
import { createPrisma } from "@/lib/adapters/prisma/client";
import type { PrismaClient } from "@/lib/adapters/prisma/generated/client";
import { createPool } from "@/lib/adapters/prisma/pool";
import { noteEvent } from "@/lib/adapters/prisma/webhook-events";
import { prismaWebhooks } from "@/lib/adapters/prisma/webhooks";
import { publicPost } from "@/lib/adapters/public-post";
import { createSecretBox } from "@/lib/adapters/secret-box";
import { type Account, ANONYMOUS, SYSTEM } from "@/lib/kernel/caller";
import type { Address } from "@/lib/kernel/ids";
import type { WebhookDeps } from "@/lib/webhooks/ports";
import { forgetDeliveries, sendWebhooks } from "@/lib/webhooks/send";
import {
  changeWebhook,
  createWebhook,
  deleteWebhook,
  listDeliveries,
  listWebhooks,
  resend,
  testWebhook,
} from "@/lib/webhooks/service";
import { createDatabase, type TestDatabase } from "./database";

let database: TestDatabase;
let db: PrismaClient;
let owner: Account;
let stranger: Account;
/** Ahead of the database's own clock, which writes when an event is due. */
const clock = { nowMs: 0 };
const servers: Server[] = [];

beforeAll(async () => {
  database = await createDatabase();
  db = createPrisma(createPool(database.url, 4));
  const account = async (digit: string): Promise<Account> => ({
    kind: "account",
    ...(await prismaAccounts(db).ensure(`0x${digit.repeat(40)}` as Address)),
  });
  owner = await account("a");
  stranger = await account("b");
});
afterEach(async () => {
  for (const server of servers.splice(0)) server.close();
  await db.webhook.deleteMany();
  clock.nowMs = Date.now() + 60_000;
});
afterAll(async () => {
  await db?.$disconnect();
  await database?.drop();
});

const deps = (secret = "this installation's secret"): WebhookDeps => ({
  webhooks: prismaWebhooks(db),
  post: publicPost({
    isAllowed: (address) => address === "127.0.0.1",
    resolve: async (host) => [{ address: host === "inside.example" ? "10.0.0.1" : "127.0.0.1", family: 4 }],
  }),
  secrets: createSecretBox(secret, "webhook secret"),
  now: () => clock.nowMs,
  random: (bytes) => new Uint8Array(randomBytes(bytes)),
});

type Received = { readonly headers: Readonly<Record<string, unknown>>; readonly body: string };

/** A receiver that answers what it is told to, in turn, and then 204. */
async function receiver(...answers: number[]): Promise<{ url: string; received: Received[] }> {
  clock.nowMs ||= Date.now() + 60_000;
  const received: Received[] = [];
  const server = createServer(async (request, answer) => {
    const chunks: Uint8Array[] = [];
    for await (const chunk of request) chunks.push(chunk as Uint8Array);
    received.push({ headers: request.headers, body: Buffer.concat(chunks).toString() });
    answer.writeHead(answers.shift() ?? 204, { location: "http://inside.example/" }).end();
  });
  servers.push(server);
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
  return { url: `http://hooks.example:${(server.address() as AddressInfo).port}/in`, received };
}

const make = (url: string, more: object = {}) => createWebhook(deps(), owner, { name: "mine", url, ...more });

async function bounty(of = owner): Promise<bigint> {
  const id = `bty_${randomBytes(8).toString("hex")}`;
  const data = {
    id,
    ownerNo: of.no,
    title: "Tone",
    taskType: "choice",
    taskVersion: 1,
    config: {},
    policy: {},
    secret: "",
  };
  return (await db.bounty.create({ data })).no;
}

/** As any receiver does by Standard Webhooks, without our own code. */
function isSigned({ headers, body }: Received, secret: string): boolean {
  const key = Buffer.from(secret.replace("whsec_", ""), "base64");
  const text = `${headers["webhook-id"]}.${headers["webhook-timestamp"]}.${body}`;
  return headers["webhook-signature"] === `v1,${createHmac("sha256", key).update(text).digest("base64")}`;
}

test("an event reaches its owner's webhook, signed under the secret that was shown once", async () => {
  const { url, received } = await receiver();
  const { id, secret } = await make(url);
  expect(secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
  const no = await bounty();
  await db.$transaction((tx) => noteEvent(tx, "bounty.opened", no, { fundedUnits: "5" }));
  expect(await sendWebhooks(deps(), SYSTEM)).toBe(1);
  const [message] = received;
  expect(message && isSigned(message, secret)).toBe(true);
  expect(Number(message?.headers["webhook-timestamp"])).toBe(Math.floor(clock.nowMs / 1000));
  expect(JSON.parse(message?.body ?? "")).toMatchObject({
    type: "bounty.opened",
    data: { bounty: expect.stringMatching(/^bty_/), fundedUnits: "5" },
  });
  const { deliveries } = await listDeliveries(deps(), owner, id);
  expect(deliveries).toMatchObject([
    { id: message?.headers["webhook-id"], state: "delivered", attempts: 1, status: 204 },
  ]);
  expect(await sendWebhooks(deps(), SYSTEM)).toBe(0);
  const stored = await db.webhook.findFirstOrThrow();
  expect(JSON.stringify({ ...stored, no: 0, accountNo: 0 })).not.toContain(secret.slice(6, 20));
  expect(JSON.stringify(await listWebhooks(deps(), owner))).not.toContain(secret);
});

test("a change that is rolled back tells nobody, and nobody is told of what is another's or was not asked for", async () => {
  const { url, received } = await receiver();
  await make(url, { events: ["batch.final"] });
  const [mine, other] = [await bounty(), await bounty(stranger)];
  const undone = db.$transaction(async (tx) => {
    await noteEvent(tx, "batch.final", mine);
    throw new Error("the change failed");
  });
  await expect(undone).rejects.toThrow("the change failed");
  await noteEvent(db, "batch.final", other);
  await noteEvent(db, "bounty.opened", mine);
  await noteEvent(db, "batch.final", mine, {}, [stranger.no]);
  expect(await sendWebhooks(deps(), SYSTEM)).toBe(0);
  await noteEvent(db, "batch.final", other, {}, [owner.no]);
  expect(await sendWebhooks(deps(), SYSTEM)).toBe(1);
  expect(received.length).toBe(1);
});

test("a receiver that fails is tried again later under the same id, and given up after the tenth try", async () => {
  const { url, received } = await receiver(...Array.from({ length: 10 }, () => 503));
  const { id } = await make(url);
  const { message } = await testWebhook(deps(), owner, id);
  for (let tries = 1; tries <= 10; tries++) {
    expect(await sendWebhooks(deps(), SYSTEM)).toBe(1);
    expect(await sendWebhooks(deps(), SYSTEM)).toBe(0);
    const [told] = (await listDeliveries(deps(), owner, id)).deliveries;
    expect(told).toMatchObject({
      attempts: tries,
      status: 503,
      failure: "it answered 503",
      state: tries < 10 ? "waiting" : "failed",
    });
    clock.nowMs = told?.nextAt ? Date.parse(told.nextAt) : clock.nowMs + 48 * 3_600_000;
  }
  expect(await sendWebhooks(deps(), SYSTEM)).toBe(0);
  expect(new Set(received.map(({ headers }) => headers["webhook-id"]))).toEqual(new Set([message]));
  expect(new Set(received.map(({ headers }) => headers["webhook-timestamp"])).size).toBe(10);
  await resend(deps(), owner, id, message);
  expect(await sendWebhooks(deps(), SYSTEM)).toBe(1);
  expect((await listDeliveries(deps(), owner, id)).deliveries).toMatchObject([
    { id: message, state: "delivered", attempts: 1 },
  ]);
});

test("of many senders one takes a message; one that died with it is followed by another", async () => {
  const { url, received } = await receiver();
  const { id } = await make(url);
  await testWebhook(deps(), owner, id);
  const sent = await Promise.all(Array.from({ length: 4 }, () => sendWebhooks(deps(), SYSTEM)));
  expect([sent.reduce((a, b) => a + b), received.length]).toEqual([1, 1]);
  await testWebhook(deps(), owner, id);
  expect((await deps().webhooks.take(clock.nowMs, clock.nowMs + 60_000, 10)).length).toBe(1);
  expect(await sendWebhooks(deps(), SYSTEM)).toBe(0);
  clock.nowMs += 60_000;
  expect(await sendWebhooks(deps(), SYSTEM)).toBe(1);
});

test("addresses inside are refused when they are named, and when a name leads there later", async () => {
  for (const url of ["http://inside.example/", "http://10.0.0.1/", "http://[::1]/", "https://me:pw@hooks.example/"]) {
    await expect(make(url)).rejects.toMatchObject({ code: "invalid_input" });
  }
  for (const url of ["ftp://hooks.example/", "hooks", ""]) {
    await expect(make(url)).rejects.toMatchObject({ code: "invalid_input" });
  }
  const { url, received } = await receiver(302);
  const { id } = await make(url);
  await db.webhook.updateMany({ data: { url: "http://inside.example/" } });
  await testWebhook(deps(), owner, id);
  await sendWebhooks(deps(), SYSTEM);
  const [inside] = (await listDeliveries(deps(), owner, id)).deliveries;
  expect(inside).toMatchObject({ state: "waiting", status: null, failure: expect.stringContaining("public internet") });
  await changeWebhook(deps(), owner, id, { url });
  clock.nowMs += 1_000;
  await testWebhook(deps(), owner, id);
  await sendWebhooks(deps(), SYSTEM);
  expect(received.length).toBe(1);
  const [redirected] = (await listDeliveries(deps(), owner, id)).deliveries;
  expect(redirected).toMatchObject({ status: 302, failure: expect.stringContaining("redirects are not followed") });
});

test("410 pauses a webhook; paused, it is told of nothing; under another secret of the server it is given up in words", async () => {
  const { url } = await receiver(410);
  const { id } = await make(url);
  await testWebhook(deps(), owner, id);
  await sendWebhooks(deps(), SYSTEM);
  expect((await listWebhooks(deps(), owner)).webhooks).toMatchObject([{ id, state: "paused" }]);
  await noteEvent(db, "bounty.opened", await bounty());
  expect((await listDeliveries(deps(), owner, id)).deliveries).toMatchObject([{ state: "failed", status: 410 }]);
  await changeWebhook(deps(), owner, id, { state: "active" });
  clock.nowMs += 1_000;
  await testWebhook(deps(), owner, id);
  await sendWebhooks(deps("another secret"), SYSTEM);
  const [given] = (await listDeliveries(deps(), owner, id)).deliveries;
  expect(given).toMatchObject({ state: "failed", failure: expect.stringContaining("make it anew") });
});

test("a webhook is its owner's alone; its log goes back 30 days, page by page", async () => {
  const { url } = await receiver();
  const { id } = await make(url);
  const { message } = await testWebhook(deps(), owner, id);
  for (const act of [
    () => changeWebhook(deps(), stranger, id, { name: "theirs" }),
    () => deleteWebhook(deps(), stranger, id),
    () => testWebhook(deps(), stranger, id),
    () => listDeliveries(deps(), stranger, id),
    () => resend(deps(), stranger, id, message),
    () => resend(deps(), owner, id, "msg_other"),
  ]) {
    await expect(act()).rejects.toMatchObject({ code: "not_found" });
  }
  await expect(createWebhook(deps(), ANONYMOUS, {})).rejects.toMatchObject({ code: "unauthenticated" });
  clock.nowMs += 1_000;
  await testWebhook(deps(), owner, id);
  const first = await listDeliveries(deps(), owner, id, { limit: 1 });
  const second = await listDeliveries(deps(), owner, id, { limit: 1, before: first.next ?? "" });
  expect([first.deliveries.length, second.deliveries[0]?.id]).toEqual([1, message]);
  await sendWebhooks(deps(), SYSTEM);
  expect(await forgetDeliveries(deps(), SYSTEM)).toBe(0);
  clock.nowMs += 31 * 24 * 3_600_000;
  expect(await forgetDeliveries(deps(), SYSTEM)).toBe(2);
  expect(await deleteWebhook(deps(), owner, id)).toEqual({ deleted: true });
  expect(await listWebhooks(deps(), owner)).toEqual({ webhooks: [] });
});
