/** Answers applied one by one: out of the outbox and into what their items amount to, in one transaction. */
import type { ConsensusRow, LiveNews, LiveStore } from "@/lib/consensus/ports";
import type { AskTerms } from "@/lib/consensus/terms";
import type { BountyNo } from "@/lib/kernel/ids";
import type { EnqueueWith } from "../queue/queue";
import { type Db, lockBounty } from "./client";
import { upsertConsensus } from "./consensus-rows";
import type { PrismaClient } from "./generated/client";
import { askForMore } from "./raise";
import { sqlSession } from "./sql-session";

/** Outbox rows (submits) of one transaction. */
const ROWS = 500;
/**
 * How long answers gather before a sweep: a second, and a second more for every 1,000 answers and items that it has to read
 * (about ten times what the reading takes), ten minutes at most. What items amount to is kept up to date in between, answer
 * by answer.
 */
const GATHER_MS = 1_000;
const ROWS_A_MS = 1;
const MOST_GATHER_MS = 600_000;

export function prismaLive(db: PrismaClient, enqueueWith: EnqueueWith): LiveStore {
  return {
    apply: (no, applied, asks, decide) =>
      db.$transaction((tx) => apply(tx, enqueueWith, no, applied, { asks, decide }), { timeout: 60_000 }),
    pass: async (no) => {
      while (await db.$transaction((tx) => pass(tx, enqueueWith, no), { timeout: 60_000 }));
    },
  };
}

type Work = {
  readonly asks: AskTerms | undefined;
  decide(news: LiveNews): readonly ConsensusRow[];
};

async function apply(
  tx: Db,
  enqueueWith: EnqueueWith,
  no: BountyNo,
  applied: number,
  { asks, decide }: Work,
): ReturnType<LiveStore["apply"]> {
  await lockBounty(tx, no);
  const [bounty] = await tx.$queryRaw<{ state: string; applied: number }[]>`
    SELECT b.state, coalesce(l.applied, 0) AS applied
    FROM bounty b LEFT JOIN live_state l ON l.bounty_no = b.no WHERE b.no = ${no}`;
  if (bounty?.state !== "open" && bounty?.state !== "closed") return "nothing";
  if (bounty.applied !== applied) return "behind";
  const submits = await takeSubmits(tx, no);
  if (submits.length === 0) return "nothing";
  const rows = decide(await newsOf(tx, no, submits));
  const written = await upsertConsensus(tx, no, rows, "more answers");
  if (asks) await askForMore(tx, no, rows, written, asks);
  const taken = submits.reduce((sum, { items }) => sum + items.length, 0);
  await noteApplied(tx, no, taken);
  await queueSweep(tx, enqueueWith, no);
  return { applied: applied + taken, drained: submits.length < ROWS };
}

async function pass(tx: Db, enqueueWith: EnqueueWith, no: BountyNo): Promise<boolean> {
  await lockBounty(tx, no);
  const submits = await takeSubmits(tx, no);
  if (submits.length === 0) return false;
  const taken = submits.reduce((sum, { items }) => sum + items.length, 0);
  await noteApplied(tx, no, taken);
  await queueSweep(tx, enqueueWith, no);
  return true;
}

type Submit = { readonly annotator_no: number; readonly items: readonly number[] };

/** The oldest first; the lock over the bounty is held, so nobody else takes them. */
function takeSubmits(tx: Db, no: BountyNo): Promise<Submit[]> {
  return tx.$queryRaw<Submit[]>`
    WITH gone AS (
      DELETE FROM outbox WHERE id IN (SELECT id FROM outbox WHERE bounty_no = ${no} ORDER BY id LIMIT ${ROWS})
      RETURNING id, annotator_no, items
    ) SELECT annotator_no::float8 AS annotator_no, items FROM gone ORDER BY id`;
}

type NewsSql = { item_no: number; annotator_no: number; kind: number; answer: string; want: number | null };

/** One look into the index an answer: rows this new are not in the planner's statistics, and it might read them all. */
async function newsOf(tx: Db, no: BountyNo, submits: readonly Submit[]): Promise<LiveNews> {
  const itemNos = submits.flatMap(({ items }) => items);
  const annotatorNos = submits.flatMap(({ annotator_no, items }) => items.map(() => annotator_no));
  const rows = await tx.$queryRaw<NewsSql[]>`
    SELECT a.item_no, a.annotator_no::float8 AS annotator_no, a.kind::int AS kind, a.answer::text AS answer, i.want::int AS want
    FROM unnest(${itemNos}::int[], ${annotatorNos}::bigint[]) WITH ORDINALITY AS u (item_no, annotator_no, ord)
    CROSS JOIN LATERAL (
      SELECT * FROM annotation WHERE bounty_no = ${no} AND item_no = u.item_no AND annotator_no = u.annotator_no OFFSET 0) a
    LEFT JOIN LATERAL (SELECT want FROM item WHERE bounty_no = ${no} AND item_no = u.item_no OFFSET 0) i ON true
    ORDER BY u.ord`;
  return {
    itemNo: rows.map(({ item_no }) => item_no),
    annotatorNo: rows.map(({ annotator_no }) => annotator_no),
    kind: rows.map(({ kind }) => kind),
    answer: rows.map(({ answer }) => answer),
    wants: new Map(rows.flatMap(({ item_no, want }) => (want === null ? [] : [[item_no, want] as const]))),
  };
}

async function noteApplied(tx: Db, no: BountyNo, taken: number): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO live_state (bounty_no, applied) VALUES (${no}, ${taken})
    ON CONFLICT (bounty_no) DO UPDATE SET applied = live_state.applied + excluded.applied`;
}

async function queueSweep(tx: Db, enqueueWith: EnqueueWith, no: BountyNo): Promise<void> {
  const [last] = await tx.$queryRaw<{ reads: number }[]>`
    SELECT b.item_count + coalesce((q.report->>'version')::int, 0) AS reads
    FROM bounty b LEFT JOIN quality_report q ON q.bounty_no = b.no WHERE b.no = ${no}`;
  const afterMs = Math.min(MOST_GATHER_MS, GATHER_MS + Math.floor((last?.reads ?? 0) / ROWS_A_MS));
  await enqueueWith(sqlSession(tx))("resolve-bounty", { bountyNo: no.toString() }, { afterMs });
}
