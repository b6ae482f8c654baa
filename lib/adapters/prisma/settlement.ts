/** Batches and payouts in PostgreSQL. Every change of state is one conditional write that says whether it won. */
import type { Address, BountyNo } from "@/lib/kernel/ids";
import type { Batch } from "@/lib/settlement/batch";
import type { BatchStore, BuiltBatch, StoredPayout } from "@/lib/settlement/ports";
import type { EventName } from "@/lib/webhooks/event";
import type { EnqueueWith } from "../queue/queue";
import { batchOf, settledBountyOf, unitsOf } from "./batch-row";
import { type Db, lockBounty, lockLedger } from "./client";
import type { Prisma, PrismaClient } from "./generated/client";
import { loadFacts } from "./settlement-facts";
import { refusals, standingColumns, unpost } from "./settlement-setbacks";
import { sqlSession } from "./sql-session";
import { noteBatchEvent, noteEvent } from "./webhook-events";

const UNFINISHED = ["building", "posting", "window"];
const LONG = { timeout: 120_000 };

export function prismaBatches(db: PrismaClient, enqueueWith: EnqueueWith): BatchStore {
  const won = async (update: Promise<{ count: number }>) => (await update).count === 1;
  const told = (
    no: bigint,
    where: Prisma.BatchWhereInput,
    data: Prisma.BatchUpdateManyMutationInput,
    event: EventName,
  ) =>
    db.$transaction(async (tx) => {
      const moved = await won(tx.batch.updateMany({ where, data }));
      if (moved) await noteBatchEvent(tx, event, no);
      return moved;
    });
  return {
    bountyById: async (id) => mapped(await db.bounty.findUnique({ where: { id } }), settledBountyOf),
    bountyByNo: async (no) => mapped(await db.bounty.findUnique({ where: { no } }), settledBountyOf),
    byId: async (id) => mapped(await db.batch.findUnique({ where: { id } }), batchOf),
    byNo: async (no) => mapped(await db.batch.findUnique({ where: { no } }), batchOf),
    ofBounty: async (bountyNo) =>
      (await db.batch.findMany({ where: { bountyNo }, orderBy: { seq: "asc" } })).map(batchOf),
    unfinished: async () =>
      (await db.batch.findMany({ where: { state: { in: UNFINISHED } }, orderBy: { no: "asc" } })).map(batchOf),
    newest: async (state, take) => {
      const where = state === undefined ? {} : { state };
      return (await db.batch.findMany({ where, orderBy: { no: "desc" }, take })).map(batchOf);
    },
    overdue: async (nowMs) => {
      const state = { in: ["open", "closed"] };
      const where = { state, deadline: { lte: new Date(nowMs) }, batches: { none: { state: { not: "void" } } } };
      return (await db.bounty.findMany({ where, select: { no: true } })).map(({ no }) => no as BountyNo);
    },
    open: (no, made) => db.$transaction((tx) => open(tx, enqueueWith, no, made), LONG),
    fence: async (no) => {
      await db.$transaction((tx) => tx.$queryRaw`SELECT dispatch_close(${no})`, LONG);
    },
    reserve: (no, batchId) => db.$transaction((tx) => reserve(tx, no, batchId)),
    facts: (batch, bounty) => loadFacts(db, batch, bounty),
    saveBuilt: (no, built) => db.$transaction((tx) => saveBuilt(tx, no, built), LONG),
    saveEmpty: (no, note, nowMs) =>
      db.$transaction(async (tx) => {
        const data = { batchId: null, root: null, batchKey: null, failure: note };
        const written = await tx.batch.updateMany({ where: { no, state: "building" }, data });
        return written.count === 1 && finish(tx, enqueueWith, no, "building", nowMs);
      }),
    saveSigned: (no, { hash, raw }, replaces) => {
      const from = replaces === null ? { state: "building" } : { state: "posting", txHash: replaces };
      const data = { state: "posting", txHash: hash, rawTx: raw, failure: null, refusals: 0 };
      return won(db.batch.updateMany({ where: { no, ...from, root: { not: null } }, data }));
    },
    savePosted: (no, found, nowMs) => {
      const data = { ...standingColumns(found), state: "window", postedAt: new Date(nowMs), failure: null };
      return told(no, { no, state: "posting" }, data, "batch.posted");
    },
    saveStanding: async (no, found) => {
      await db.batch.updateMany({ where: { no, state: "window" }, data: standingColumns(found) });
    },
    unpost: (no, failure) => unpost(db, no, failure),
    saveVoid: (no, failure) => {
      const where = { no, state: { in: ["posting", "window"] } };
      return told(no, where, { state: "void", standing: "void", failure }, "batch.void");
    },
    startOver: (no, note) => {
      const free = { batchId: null, batchKey: null, root: null, rawTx: null, txHash: null };
      const where = { no, state: { in: ["building", "posting"] } };
      return won(db.batch.updateMany({ where, data: { ...free, state: "building", failure: note } }));
    },
    finish: (no, nowMs) => db.$transaction((tx) => finish(tx, enqueueWith, no, "window", nowMs)),
    note: async (no, failure) => {
      await db.batch.updateMany({ where: { no }, data: { failure } });
    },
    ...refusals(db, enqueueWith),
    payouts: async (batchNo) => {
      const rows = await db.payout.findMany({ where: { batchNo }, orderBy: { leafIndex: "asc" } });
      return rows.map(
        (row): StoredPayout => ({
          leafIndex: row.leafIndex,
          address: row.address as Address,
          amountUnits: unitsOf(row.amountUnits),
          paid: row.claimedAt !== null,
        }),
      );
    },
    unpushed: async () => {
      const unpaid = {
        state: "final",
        batchKey: { not: null },
        pushedAt: null,
        payouts: { some: { claimedAt: null } },
      };
      return (await db.batch.findMany({ where: unpaid, orderBy: { no: "asc" }, take: 20 })).map(batchOf);
    },
    notePushed: async (no, nowMs) => {
      await db.batch.updateMany({ where: { no }, data: { pushedAt: new Date(nowMs) } });
    },
  };
}

const mapped = <Row, Value>(row: Row | null, map: (row: Row) => Value): Value | undefined =>
  row === null ? undefined : map(row);

/** Under the bounty's lock: two clicks at once find one batch. */
async function open(
  db: Db,
  enqueueWith: EnqueueWith,
  bountyNo: BountyNo,
  { id, ledgerId, nowMs }: Parameters<BatchStore["open"]>[1],
): Promise<Batch | undefined> {
  await lockBounty(db, bountyNo);
  const last = await db.batch.findFirst({ where: { bountyNo }, orderBy: { seq: "desc" } });
  if (last && [...UNFINISHED, "refused"].includes(last.state)) return batchOf(last);
  const closing = { state: "closed", closedAt: new Date(nowMs) };
  const shut = await db.bounty.updateMany({ where: { no: bountyNo, state: "open" }, data: closing });
  if (shut.count === 1) await noteEvent(db, "bounty.closed", bountyNo);
  const bounty = await db.bounty.findUniqueOrThrow({ where: { no: bountyNo }, select: { state: true } });
  if (bounty.state === "settled" && last) return batchOf(last);
  if (bounty.state !== "closed") return undefined;
  const seq = (last?.seq ?? 0) + 1;
  const made = await db.batch.create({ data: { id, bountyNo, seq, ledgerId: ledgerId.toString() } });
  await enqueueWith(sqlSession(db))("settle-bounty", { bountyNo: bountyNo.toString() });
  return batchOf(made);
}

/**
 * One batch of a ledger at a time holds a place that is not on the chain yet. A new place forgets what was built. The
 * chain was asked before the lock was held: a place that another batch has got since is old news.
 */
async function reserve(db: Db, no: bigint, batchId: bigint): Promise<boolean> {
  const mine = await db.batch.findUniqueOrThrow({ where: { no } });
  await lockLedger(db, mine.ledgerId.toFixed(0));
  const held = { state: { in: ["building", "posting"] }, batchId: { not: null } };
  const where = { no: { not: no }, ledgerId: mine.ledgerId, OR: [held, { batchId }] };
  if (await db.batch.findFirst({ where })) return false;
  const kept = await db.batch.updateMany({ where: { no, state: "building", batchId }, data: {} });
  if (kept.count === 1) return true;
  const data = { batchId, batchKey: null, root: null };
  return (await db.batch.updateMany({ where: { no, state: "building" }, data })).count === 1;
}

async function saveBuilt(db: Db, no: bigint, { payouts, ...built }: BuiltBatch): Promise<boolean> {
  const { batchId, totalUnits, feeUnits, allocUnits, evidenceBytes, ...rest } = built;
  const amounts = { totalUnits: `${totalUnits}`, feeUnits: `${feeUnits}`, allocUnits: `${allocUnits}` };
  const data = { ...rest, ...amounts, evidenceBytes: BigInt(evidenceBytes), failure: null };
  const written = await db.batch.updateMany({ where: { no, state: "building", batchId }, data });
  if (written.count !== 1) return false;
  await db.payout.deleteMany({ where: { batchNo: no } });
  const rows = JSON.stringify(payouts.map((row) => ({ ...row, amountUnits: row.amountUnits.toString() })));
  await db.$executeRaw`
    INSERT INTO payout (batch_no, leaf_index, annotator_no, address, amount_units, counted, gold, spare, rho_q16, score_q10)
    SELECT ${no}, r."leafIndex", w.no, r.address, r."amountUnits", r.counted, r.gold, r.spare, r."rhoQ16", r."scoreQ10"
    FROM jsonb_to_recordset(${rows}::jsonb) AS r (
      "leafIndex" int, address text, "amountUnits" numeric, counted int, gold int, spare int, "rhoQ16" int, "scoreQ10" int)
    JOIN account w ON w.address = r.address`;
  return true;
}

/**
 * → final, bounty → settled, downloads queued. Only when the last sweep has read every annotation and left no item without
 * a verdict (as one of an open bounty may), because labels are frozen from here on; else a sweep is queued and this is tried again.
 */
async function finish(db: Db, enqueueWith: EnqueueWith, no: bigint, from: string, nowMs: number): Promise<boolean> {
  const { bountyNo } = await db.batch.findUniqueOrThrow({ where: { no }, select: { bountyNo: true } });
  await lockBounty(db, bountyNo);
  const enqueue = enqueueWith(sqlSession(db));
  const payload = { bountyNo: bountyNo.toString() };
  if (!(await isSwept(db, bountyNo))) {
    await enqueue("resolve-bounty", payload);
    return false;
  }
  const at = new Date(nowMs);
  const written = await db.batch.updateMany({ where: { no, state: from }, data: { state: "final", finalAt: at } });
  if (written.count !== 1) return false;
  await db.bounty.updateMany({ where: { no: bountyNo, state: "closed" }, data: { state: "settled", settledAt: at } });
  await noteBatchEvent(db, "batch.final", no);
  await enqueue("release-dataset", payload);
  return true;
}

async function isSwept(db: Db, bountyNo: bigint): Promise<boolean> {
  const rows = await db.$queryRaw<{ swept: boolean }[]>`
    SELECT (SELECT count(*) FROM annotation WHERE bounty_no = ${bountyNo})
        <= coalesce((SELECT (report->>'version')::int FROM quality_report WHERE bounty_no = ${bountyNo}), 0)
      AND NOT EXISTS (SELECT FROM consensus WHERE bounty_no = ${bountyNo} AND state = 'saturated') AS swept`;
  return rows[0]?.swept ?? false;
}
