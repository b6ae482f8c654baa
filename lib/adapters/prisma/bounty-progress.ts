/** How far bounties are: what the market and a bounty's page say of them. */
import type { Progress } from "@/lib/bounties/market";
import type { AccountNo, BountyNo } from "@/lib/kernel/ids";
import type { Db } from "./client";
import { Prisma } from "./generated/client";

type ProgressRow = {
  no: bigint;
  counted: number;
  raised: number;
  annotators: number;
  lead_ms: number | null;
  fineness: number | null;
  sample: unknown;
  standing: number | null;
};

/** Progress of one bounty, and the caller's standing in it. */
export async function progressOf(db: Db, no: BountyNo, caller: AccountNo | undefined): Promise<Progress> {
  const [row] = await db.$queryRaw<ProgressRow[]>`${SELECT_PROGRESS(caller)} WHERE b.no = ${no}`;
  return row ? toProgress(row) : { ...NOTHING };
}

/** The same of many. */
export async function progressesOf(
  db: Db,
  nos: readonly BountyNo[],
  caller: AccountNo | undefined,
): Promise<ReadonlyMap<bigint, Progress>> {
  const rows = await db.$queryRaw<ProgressRow[]>`${SELECT_PROGRESS(caller)} WHERE b.no = ANY(${[...nos]}::bigint[])`;
  return new Map(rows.map((row) => [row.no, toProgress(row)]));
}

/** Answers are counted by their annotators' counters; the pace is the median of answers to some of its (shuffled) items. */
const SELECT_PROGRESS = (caller: AccountNo | undefined) => Prisma.sql`
  SELECT b.no, coalesce(e.counted, 0)::int AS counted, coalesce(l.granted, 0) AS raised,
    coalesce(e.annotators, 0)::int AS annotators,
    pace.lead_ms::int AS lead_ms, nullif((q.report ->> 'finenessPermille')::int, 0) AS fineness, s.payload AS sample,
    mine.state::int AS standing
  FROM bounty b
  LEFT JOIN LATERAL (
    SELECT sum(counted) AS counted, count(*) FILTER (WHERE answered > 0) AS annotators
    FROM enrolment WHERE bounty_no = b.no) e ON true
  LEFT JOIN LATERAL (
    SELECT percentile_disc(0.5) WITHIN GROUP (ORDER BY lead_ms) AS lead_ms
    FROM (SELECT lead_ms FROM annotation WHERE bounty_no = b.no ORDER BY item_no LIMIT 500) AS answered) pace ON true
  LEFT JOIN live_state l ON l.bounty_no = b.no
  LEFT JOIN quality_report q ON q.bounty_no = b.no
  LEFT JOIN LATERAL (SELECT payload FROM item_content WHERE bounty_no = b.no ORDER BY hash LIMIT 1) s ON true
  LEFT JOIN enrolment mine ON mine.bounty_no = b.no AND mine.annotator_no = ${caller ?? -1n}`;

const NOTHING: Progress = {
  answersCounted: 0,
  raised: 0,
  annotators: 0,
  medianLeadMs: undefined,
  finenessPermille: undefined,
  sample: undefined,
  standing: undefined,
};

function toProgress(row: ProgressRow): Progress {
  return {
    answersCounted: row.counted,
    raised: row.raised,
    annotators: row.annotators,
    medianLeadMs: row.lead_ms ?? undefined,
    finenessPermille: row.fineness ?? undefined,
    sample: row.sample ?? undefined,
    standing: row.standing ?? undefined,
  };
}
