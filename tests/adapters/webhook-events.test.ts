// What a webhook is told of, from the very writes that change something.
import { randomBytes } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { prismaAccounts } from "@/lib/adapters/prisma/annotators";
import { prismaBounties } from "@/lib/adapters/prisma/bounties";
import { createPrisma } from "@/lib/adapters/prisma/client";
import { prismaDatasets } from "@/lib/adapters/prisma/export";
import type { PrismaClient } from "@/lib/adapters/prisma/generated/client";
import { prismaImports } from "@/lib/adapters/prisma/items";
import { createPool, type Pool } from "@/lib/adapters/prisma/pool";
import { prismaBatches } from "@/lib/adapters/prisma/settlement";
import { prismaWebhooks } from "@/lib/adapters/prisma/webhooks";
import type { Address, BatchId, BatchNo, BountyNo, ExportId, ImportId, Sha256, WebhookId } from "@/lib/kernel/ids";
import { EVENT_NAMES } from "@/lib/webhooks/event";
import { createDatabase, type TestDatabase } from "./database";

let database: TestDatabase;
let pool: Pool;
let db: PrismaClient;

beforeAll(async () => {
  database = await createDatabase();
  pool = createPool(database.url, 4);
  db = createPrisma(pool);
});
afterAll(async () => {
  await db?.$disconnect();
  await database?.drop();
});

test("every change that is worth telling is told by the very writes that make it", async () => {
  const { no: accountNo } = await prismaAccounts(db).ensure(`0x${"a".repeat(40)}` as Address);
  const bounty = async () => {
    const about = { title: "Tone", taskType: "choice", taskVersion: 1, config: {}, policy: {}, secret: "" };
    return (
      await db.bounty.create({ data: { ...about, ownerNo: accountNo, id: `bty_${randomBytes(8).toString("hex")}` } })
    ).no;
  };
  const webhook = { name: "mine", url: "https://hooks.example/", events: EVENT_NAMES, state: "active" } as const;
  await prismaWebhooks(db).add({ ...webhook, accountNo, id: "whk_1" as WebhookId, createdAtMs: 0 }, "sealed");
  const sends = () => async () => undefined;
  const at = Date.UTC(2026, 10, 24);
  const batchOf = async (no: bigint, state: string, more: object = {}) =>
    (
      await db.batch.create({
        data: { id: `bat_${randomBytes(8).toString("hex")}`, bountyNo: no, seq: 1, state, ledgerId: 1, ...more },
      })
    ).no;
  const [draft, published, running, closed] = [await bounty(), await bounty(), await bounty(), await bounty()];
  const imports = prismaImports(db, pool);
  const begun = await imports.begin(draft as BountyNo, { id: "imp_1" as ImportId, name: "rows", format: "csv" });
  const tally = { bytes: 1, accepted: 2, gold: 0, rejected: 3 };
  if (begun.kind === "begun") await imports.finish(begun.no, "review", tally);
  if (begun.kind === "begun") await imports.accept(begun.no);
  await db.bounty.update({ where: { no: published }, data: { state: "published" } });
  await prismaBounties(db).open(published as BountyNo, { fundedUnits: 7n, txHash: "0x1", nowMs: at });
  await db.bounty.update({ where: { no: running }, data: { state: "open" } });
  const batches = prismaBatches(db, sends);
  await batches.open(running as BountyNo, { id: "bat_1" as BatchId, ledgerId: 1n, nowMs: at });
  const standing = { standing: "stands", claimableAtS: 1, meta: null, blockNumber: 1n } as never;
  await batches.savePosted((await batchOf(closed, "posting")) as BatchNo, standing, at);
  await batches.finish((await db.batch.findFirstOrThrow({ where: { bountyNo: closed } })).no as BatchNo, at);
  await batches.saveVoid((await batchOf(await bounty(), "window")) as BatchNo, "challenged");
  const datasets = prismaDatasets(db, pool);
  const version = {
    version: 1,
    sha256: "aa" as Sha256,
    bytes: 1,
    rows: 2,
    licence: null,
    consent: null,
    createdAtMs: at,
  };
  await datasets.addVersion(closed as BountyNo, version);
  await datasets.addVersion(closed as BountyNo, version);
  const order = { id: "exp_1" as ExportId, bountyNo: closed as BountyNo, version: 1, format: "csv", options: {} };
  const result = { state: "ready", sha256: "bb" as Sha256, bytes: 4, rows: 2, loss: [], failure: null } as const;
  await datasets.orderExport({ ...order, ...result, state: "queued" }, "k", accountNo, at);
  await datasets.saveExport("exp_1" as ExportId, result);
  await datasets.saveExport("exp_1" as ExportId, result);
  const listening = await prismaWebhooks(db).byId(accountNo, "whk_1");
  const deliveries = await prismaWebhooks(db).deliveries(listening?.no ?? 0n, { limit: 50 });
  const told = deliveries.map(({ body }) => JSON.parse(body) as { type: string; data: Record<string, unknown> });
  expect(told.map(({ type }) => type).toSorted()).toEqual([...EVENT_NAMES, "import.finished"].toSorted());
  const dataOf = (type: string) => told.find((each) => each.type === type)?.data;
  expect(dataOf("import.finished")).toMatchObject({ import: "imp_1", accepted: 2, rejected: 3 });
  expect(dataOf("bounty.opened")).toMatchObject({ fundedUnits: "7" });
  expect(dataOf("export.ready")).toMatchObject({ export: "exp_1", format: "csv", bytes: 4 });
});
