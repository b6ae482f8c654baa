import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createPrisma } from "@/lib/adapters/prisma/client";
import type { PrismaClient } from "@/lib/adapters/prisma/generated/client";
import { prismaLive } from "@/lib/adapters/prisma/live";
import { prismaOperations } from "@/lib/adapters/prisma/operations";
import { sqlSession } from "@/lib/adapters/prisma/sql-session";
import { type JobFailure, type JobHandlers, type Queue, startQueue } from "@/lib/adapters/queue/queue";
import type { BountyNo } from "@/lib/kernel/ids";
import { createDatabase, type TestDatabase } from "./database";

let server: TestDatabase;
let db: PrismaClient;
let queue: Queue;

beforeAll(async () => {
  server = await createDatabase();
  db = createPrisma(server.url);
  queue = await startQueue(server.url);
});

afterAll(async () => {
  await queue?.stop(0);
  await db?.$disconnect();
  await server?.drop();
});

const waiting = async (name: string, key: string) => {
  const rows = await db.$queryRawUnsafe<{ n: number }[]>(
    "SELECT count(*)::int AS n FROM pgboss.job WHERE name = $1 AND singleton_key = $2 AND state = 'created'",
    name,
    key,
  );
  return rows[0]?.n;
};
const until = async (done: () => boolean | Promise<boolean>, ms = 15_000) => {
  const end = Date.now() + ms;
  while (!(await done())) {
    if (Date.now() > end) throw new Error("waited in vain");
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
};
const idle: JobHandlers = {
  "apply-answers": async () => undefined,
  "resolve-bounty": async () => undefined,
  "refresh-model": async () => undefined,
  "publish-bounty": async () => undefined,
  "open-bounty": async () => undefined,
  "settle-bounty": async () => undefined,
  "advance-batch": async () => undefined,
  "verify-batch": async () => undefined,
  "release-dataset": async () => undefined,
  "write-export": async () => undefined,
};

describe("a job and the data it is about", () => {
  test("default: exist together when the transaction commits", async () => {
    await db.$transaction(async (tx) => {
      await tx.heartbeat.create({ data: { process: "kept", at: new Date(0), version: "t" } });
      await queue.enqueueWith(sqlSession(tx))("settle-bounty", { bountyNo: "101" });
    });
    expect(await waiting("settle-bounty", "101")).toBe(1);
    expect(await db.heartbeat.count({ where: { process: "kept" } })).toBe(1);
  });

  test("behavior: a rollback leaves neither", async () => {
    const work = db.$transaction(async (tx) => {
      await tx.heartbeat.create({ data: { process: "gone", at: new Date(0), version: "t" } });
      await queue.enqueueWith(sqlSession(tx))("settle-bounty", { bountyNo: "102" });
      throw new Error("the power went");
    });
    await expect(work).rejects.toThrow("the power went");
    expect(await waiting("settle-bounty", "102")).toBe(0);
    expect(await db.heartbeat.count({ where: { process: "gone" } })).toBe(0);
  });

  test("behavior: equal waiting jobs are one; another bounty's is another", async () => {
    for (const bountyNo of ["103", "103", "104", "103"]) await queue.enqueue("refresh-model", { bountyNo });
    expect(await waiting("refresh-model", "103")).toBe(1);
    expect(await waiting("refresh-model", "104")).toBe(1);
  });

  test("behavior: a payload that is none is refused before it is written", async () => {
    await expect(queue.enqueue("settle-bounty", { bountyNo: "drop table" })).rejects.toThrow();
  });
});

describe("the relay", () => {
  const rows = (bountyNo: bigint, n: number) =>
    db.outbox.createMany({ data: Array.from({ length: n }, () => ({ bountyNo, annotatorNo: 1n, items: [1, 2] })) });

  test("default: sends one job a bounty, under two workers too, and leaves the rows to it", async () => {
    const operations = prismaOperations(db, queue.enqueueWith);
    await rows(201n, 900);
    await rows(202n, 700);
    await Promise.all([operations.relayOutbox(), operations.relayOutbox()]);
    expect(await operations.relayOutbox()).toBe(2);
    expect(await db.outbox.count()).toBe(1_600);
    expect(await waiting("apply-answers", "201")).toBe(1);
    expect(await waiting("apply-answers", "202")).toBe(1);
  });

  test("behavior: answers to a bounty that takes none live are taken out once, and a sweep is queued", async () => {
    const live = prismaLive(db, queue.enqueueWith);
    await Promise.all([live.pass(201n as BountyNo), live.pass(201n as BountyNo), live.pass(202n as BountyNo)]);
    expect(await db.outbox.count()).toBe(0);
    expect(await db.liveState.findUniqueOrThrow({ where: { bountyNo: 201n } })).toMatchObject({ applied: 2 * 900 });
    expect(await waiting("resolve-bounty", "201")).toBe(1);
    expect(await waiting("resolve-bounty", "202")).toBe(1);
  });

  test("behavior: a relay that dies before its commit loses no row", async () => {
    await rows(203n, 3);
    const dying = prismaOperations(db, () => async () => {
      throw new Error("killed");
    });
    await expect(dying.relayOutbox()).rejects.toThrow("killed");
    expect(await db.outbox.count({ where: { bountyNo: 203n } })).toBe(3);
    expect(await prismaOperations(db, queue.enqueueWith).relayOutbox()).toBe(1);
  });
});

describe("the chain cursor", () => {
  test("behavior: never goes back", async () => {
    const operations = prismaOperations(db, queue.enqueueWith);
    expect(await operations.cursor("31337:0xa")).toBe(0n);
    await operations.moveCursor("31337:0xa", 12n);
    await operations.moveCursor("31337:0xa", 7n);
    expect(await operations.cursor("31337:0xa")).toBe(12n);
  });
});

describe("taking jobs", () => {
  test("default: a failing job is told of, tried again, and not lost", async () => {
    const fresh = await createDatabase();
    const other = await startQueue(fresh.url);
    const failures: JobFailure[] = [];
    const done: string[] = [];
    const handlers: JobHandlers = {
      ...idle,
      "advance-batch": async ({ batchNo }) => {
        if (failures.length < 1) throw new Error("not yet");
        done.push(batchNo);
      },
    };
    await other.work(handlers, (failure) => failures.push(failure));
    await other.enqueue("advance-batch", { batchNo: "7" });
    await until(() => done.length > 0);
    await other.stop(1_000);
    await fresh.drop();
    expect(done).toEqual(["7"]);
    expect(failures).toMatchObject([{ job: "advance-batch", payload: { batchNo: "7" }, dead: false }]);
  });
});
