import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { createPrisma } from "@/lib/adapters/prisma/client";
import { prismaSweeps } from "@/lib/adapters/prisma/consensus";
import { datasetStream } from "@/lib/adapters/prisma/dataset-stream";
import { prismaDatasets } from "@/lib/adapters/prisma/export";
import type { PrismaClient } from "@/lib/adapters/prisma/generated/client";
import { createPool } from "@/lib/adapters/prisma/pool";
import { prismaBountySource, prismaModels } from "@/lib/adapters/prisma/prelabel";
import { type Queue, startQueue } from "@/lib/adapters/queue/queue";
import type { SweepOutcome } from "@/lib/consensus/ports";
import type { AccountNo, BountyNo, ItemNo, Sha256 } from "@/lib/kernel/ids";
import { sha256Hex } from "@/lib/kernel/sha256";
import { createDatabase, type TestDatabase } from "./database";

const ITEMS = 3_000;
const CROWD = 10;

let database: TestDatabase;
let db: PrismaClient;
let queue: Queue;
let bountyNo: BountyNo;
let workers: bigint[];

beforeAll(async () => {
  database = await createDatabase();
  db = createPrisma(database.url, 6);
  queue = await startQueue(database.url);
  const owner = await db.account.create({ data: { address: `0x${"a1".repeat(20)}` } });
  const bounty = await db.bounty.create({
    data: {
      ...{ id: "bty_many", ownerNo: owner.no, state: "open", title: "Many", taskType: "choice", taskVersion: 1 },
      ...{
        config: { question: "Which?", labels: ["a", "b"] },
        policy: {},
        secret: "00",
        itemCount: ITEMS - 1,
        goldCount: 1,
      },
    },
  });
  bountyNo = bounty.no as BountyNo;
  const upload = await db.import.create({ data: { id: "imp_1", bountyNo, name: "n", format: "csv" } });
  await db.itemContent.createMany({
    data: Array.from({ length: ITEMS }, (_, i) => ({
      ...{ bountyNo, hash: sha256Hex(`${i}`), importNo: upload.no, line: i, externalId: `e-${i}`, itemNo: i },
      ...(i === 0 ? { gold: "a" } : {}),
      payload: { kind: "text", text: `text ${i}` },
    })),
  });
  workers = [];
  for (let w = 0; w < CROWD; w++) {
    const { no } = await db.account.create({ data: { address: `0x${String(w).padStart(40, "0")}` } });
    workers.push(no);
    await db.$executeRaw`
      INSERT INTO enrolment (bounty_no, annotator_no, seed, answered) VALUES (${bountyNo}, ${no}, 1, ${ITEMS})`;
    await db.annotation.createMany({
      data: Array.from({ length: ITEMS }, (_, itemNo) => ({
        ...{
          bountyNo,
          annotatorNo: no,
          itemNo,
          key: randomUUID(),
          leadMs: 5,
          kind: itemNo === 0 ? 2 : 0,
          submissionId: 1n,
        },
        ...{ answer: "a", pos: 0 },
        ...(itemNo === 1 ? { shown: { model: "m".repeat(64), answer: "a", confidenceQ16: 9 } } : {}),
      })),
    });
  }
});

afterAll(async () => {
  await queue?.stop(0);
  await db?.$disconnect();
  await database?.drop();
});

const outcomeOf = (version: number, certaintyQ16: number): SweepOutcome => ({
  version,
  items: Array.from({ length: 20 }, (_, itemNo) => ({
    ...{
      itemNo,
      answer: "a",
      category: 0,
      posteriorQ16: [certaintyQ16, 0],
      temperedQ16: [certaintyQ16, 0],
      certaintyQ16,
    },
    ...{ entropyQ10: itemNo, answers: 10, state: itemNo < 10 ? ("resolved" as const) : ("contested" as const) },
    askFrom: undefined,
  })),
  annotators: workers.map((no) => ({
    ...{ annotatorNo: no as AccountNo, answers: version, goldRight: 1, goldSeen: 1 },
    ...{ reliabilityQ16: certaintyQ16, rhoQ16: 1, scoreQ10: 1 },
  })),
  report: { version },
});
const certainty = async () =>
  (await db.consensus.findUniqueOrThrow({ where: { bountyNo_itemNo: { bountyNo, itemNo: 3 } } })).certainty;

describe("sweeps", () => {
  test("default: loads every annotation as columns, with the names it needs", async () => {
    const { answers, items, annotators, suggestions, payloads } = await prismaSweeps(db, queue.enqueueWith).load(
      bountyNo,
    );
    for (const column of Object.values(answers)) expect(column).toHaveLength(ITEMS * CROWD);
    expect(items.size).toBe(ITEMS);
    expect(items.get(0)).toEqual({ hash: sha256Hex("0"), gold: "a" });
    const wanted = await prismaSweeps(db, queue.enqueueWith).load(bountyNo, { payloads: true });
    expect([payloads, wanted.payloads?.size]).toEqual([undefined, ITEMS]);
    expect(wanted.payloads?.get(0)).toBeDefined();
    expect(annotators.size).toBe(CROWD);
    expect(suggestions.size).toBe(0);
    expect(answers.answer[5]).toBe('"a"');
    expect(answers.shown.filter((shown) => shown !== null)).toHaveLength(CROWD);
    expect(answers.itemNo).toEqual([...answers.itemNo].sort((a, b) => a - b));
  });

  test("behavior: an older sweep never overwrites a newer one, in whatever order they come", async () => {
    const sweeps = prismaSweeps(db, queue.enqueueWith);
    expect(await sweeps.save(bountyNo, outcomeOf(200, 60_000))).toBe(true);
    expect(await sweeps.save(bountyNo, outcomeOf(100, 10_000))).toBe(false);
    expect(await certainty()).toBe(60_000);
    await Promise.all([300, 500, 400].map((version) => sweeps.save(bountyNo, outcomeOf(version, version))));
    expect(await certainty()).toBe(500);
    expect((await db.reliability.findMany({ where: { bountyNo } })).every(({ answers }) => answers === 500)).toBe(true);
    expect((await sweeps.report(bountyNo))?.report).toEqual({ version: 500 });
  });

  test("behavior: a bounty is stale until a sweep has read every answer", async () => {
    const sweeps = prismaSweeps(db, queue.enqueueWith);
    expect(await sweeps.stale()).toEqual([bountyNo]);
    await sweeps.save(bountyNo, outcomeOf(ITEMS * CROWD, 65_000));
    expect(await sweeps.stale()).toEqual([]);
  });

  test("behavior: contested items come by falling entropy, without gold", async () => {
    const rows = await prismaSweeps(db, queue.enqueueWith).contested(bountyNo, 5);
    expect(rows.map(({ id }) => id)).toEqual(["e-19", "e-18", "e-17", "e-16", "e-15"]);
  });
});

describe("pre-labels", () => {
  test("default: a task is what was dealt out and accepted; a version is kept once, with its posteriors", async () => {
    const task = await prismaBountySource(db).modelTask(bountyNo);
    expect(task?.classes).toEqual(["a", "b"]);
    expect(task?.items).toHaveLength(ITEMS);
    expect(task?.items[0]).toEqual({ itemNo: 0, gold: true, features: { kind: "text", text: "text 0" } });
    expect(task?.consensus).toHaveLength(10);
    const models = prismaModels(db);
    const version = {
      sha256: "m".repeat(64) as Sha256,
      card: {
        ...{ kind: "text" as const, classes: ["a", "b"], items: 9, labelled: 8, accuracyCv: 0.9, baseline: 0.5 },
        ...{ temperature: 1, createdFrom: { labels: "accepted-consensus" as const, encoder: "lsa", seed: 1 } },
      },
    };
    const posteriors = Array.from({ length: ITEMS }, (_, i) => ({ itemNo: i as ItemNo, q16: [65_000, 536] }));
    expect(await models.publish(bountyNo, version, posteriors)).toBe(true);
    expect(await models.publish(bountyNo, version, posteriors)).toBe(false);
    expect(await models.newest(bountyNo)).toEqual(version.card);
    const { suggestions } = await prismaSweeps(db, queue.enqueueWith).load(bountyNo);
    expect([...suggestions.values()].map((byItem) => [...byItem])).toEqual([[[1, [65_000, 536]]]]);
  });
});

describe("datasets", () => {
  /** Characters that COPY escapes, and some that look like what it escapes with. */
  const oddText = (i: number) =>
    ["plain", "a\tb", "c\\d", "\\N", "e\nf\r\b\f\v", 'g"h"', "\\.", "ü 漢 🙂"][i % 8] ?? "";

  test("behavior: a whole dataset comes once, in order, with every answer, whatever stands in its texts", async () => {
    const pool = createPool(database.url, 2);
    const odd = Array.from({ length: ITEMS }, (_, i) => ({ id: `${oddText(i)} ${i}`, text: oddText(i) }));
    const hashes = odd.map((_, i) => sha256Hex(`${i}`));
    const payloads = odd.map(({ text }) => JSON.stringify({ kind: "text", text }));
    await pool.query(
      `UPDATE item_content c SET external_id = odd.id, payload = odd.payload::jsonb
       FROM unnest($2::text[], $3::text[], $4::text[]) AS odd (hash, id, payload)
       WHERE c.bounty_no = $1 AND c.hash = odd.hash`,
      [bountyNo.toString(), hashes, odd.map(({ id }) => id), payloads],
    );
    const store = prismaDatasets(db, pool);
    const rows = await collected(store.pages(bountyNo, true));
    expect(rows.map(({ hash }) => hash)).toEqual([...hashes].sort());
    const byHash = new Map(rows.map((row) => [row.hash as string, row]));
    expect(hashes.map((hash) => byHash.get(hash)).map((row) => ({ id: row?.id, payload: row?.payload }))).toEqual(
      odd.map(({ id, text }) => ({ id, payload: { kind: "text", text } })),
    );
    const addresses = Array.from({ length: CROWD }, (_, w) => `0x${String(w).padStart(40, "0")}`);
    for (const { crowd } of rows) expect(crowd?.map(({ annotator }) => annotator)).toEqual(addresses);
    const bare = await collected(store.pages(bountyNo, false));
    expect(bare).toEqual(rows.map(({ crowd: _, ...row }) => row));
    const paged = [];
    for (let after = ""; paged.length < ITEMS; after = paged.at(-1)?.hash ?? "")
      paged.push(...(await store.rows(bountyNo, { after, limit: 700 })));
    expect(paged).toEqual(bare);
    await pool.end();
  });

  test("behavior: a reader who dawdles loses the connection and no row; one who stops gives it back", async () => {
    const pool = createPool(database.url, 1);
    const whole = await collected(datasetStream(pool, bountyNo, { crowd: false }));
    const slowly = [];
    let lost = 0;
    for await (const page of datasetStream(pool, bountyNo, { crowd: false, patienceMs: 0 })) {
      slowly.push(...page);
      await vi.waitUntil(() => pool.totalCount === 0);
      lost += 1;
    }
    expect(slowly).toEqual(whole);
    expect(lost).toBeGreaterThan(1);
    for await (const _ of datasetStream(pool, bountyNo, { crowd: false })) break;
    expect((await pool.query("SELECT 1 AS one")).rows).toEqual([{ one: 1 }]);
    await pool.end();
  });
});

async function collected<T>(pages: AsyncIterable<readonly T[]>): Promise<T[]> {
  const all: T[] = [];
  for await (const page of pages) all.push(...page);
  return all;
}
