/** Sweeps over a bounty's annotations: read as columns, written by set-based upserts. */
import type { ItemState } from "@/lib/consensus/item-state";
import type {
  ContestedRow,
  ReliabilityRow,
  StateCounts,
  SweepOutcome,
  SweepStore,
  SweptBounty,
} from "@/lib/consensus/ports";
import type { AccountNo, Address, BountyId, BountyNo } from "@/lib/kernel/ids";
import type { EnqueueWith } from "../queue/queue";
import { type Db, IMPORTED_MODEL, lockBounty } from "./client";
import { upsertConsensus } from "./consensus-rows";
import type { Bounty, PrismaClient } from "./generated/client";
import { askForMore, reopenRaised } from "./raise";
import { remarks } from "./remarks";
import { sqlSession } from "./sql-session";
import { loadSweep } from "./sweep";

export function prismaSweeps(db: PrismaClient, enqueueWith: EnqueueWith): SweepStore {
  return {
    byNo: async (no) => sweptOf(await db.bounty.findUnique({ where: { no } })),
    byId: async (id) => sweptOf(await db.bounty.findUnique({ where: { id } })),
    load: (no, wanted) => loadSweep(db, no, wanted?.payloads ?? false),
    save: (no, outcome) => db.$transaction((tx) => save(tx, enqueueWith, no, outcome), { timeout: 120_000 }),
    report: async (bountyNo) => {
      const row = await db.qualityReport.findUnique({ where: { bountyNo } });
      return row ? { report: row.report, updatedAtMs: row.updatedAt.getTime() } : undefined;
    },
    annotators: (no) => annotators(db, no),
    contested: (no, limit) => contested(db, no, limit),
    states: (no) => states(db, no),
    remarks: (no, limit) => remarks(db, no, limit),
    modelCard: async (bountyNo) =>
      (await db.modelVersion.findFirst({ where: { bountyNo, kind: { not: IMPORTED_MODEL } }, orderBy: { no: "desc" } }))
        ?.card,
    stale: () => stale(db),
  };
}

function sweptOf(bounty: Bounty | null): SweptBounty | undefined {
  if (!bounty) return undefined;
  return {
    no: bounty.no as BountyNo,
    id: bounty.id as BountyId,
    ownerNo: bounty.ownerNo as AccountNo,
    guests: bounty.visibility === "private" ? bounty.guests : undefined,
    state: bounty.state,
    title: bounty.title,
    taskType: bounty.taskType,
    config: bounty.config,
    manifest: bounty.manifest,
    items: bounty.itemCount,
    goldItems: bounty.goldCount,
  };
}

/** Annotations are never deleted, so their number is the version: under the bounty's lock the larger one stays. */
async function save(db: Db, enqueueWith: EnqueueWith, bountyNo: BountyNo, outcome: SweepOutcome): Promise<boolean> {
  await lockBounty(db, bountyNo);
  const before = await db.$queryRaw<{ version: number }[]>`
    SELECT (report->>'version')::int AS version FROM quality_report WHERE bounty_no = ${bountyNo}`;
  if ((before[0]?.version ?? -1) > outcome.version) return false;
  const written = await upsertConsensus(db, bountyNo, outcome.items, "as many answers");
  if (outcome.asks) {
    await askForMore(db, bountyNo, outcome.items, written, outcome.asks);
    await reopenRaised(db, bountyNo);
  }
  await upsertReliability(db, bountyNo, outcome);
  await db.$executeRaw`
    INSERT INTO quality_report (bounty_no, report) VALUES (${bountyNo}, ${JSON.stringify(outcome.report)}::jsonb)
    ON CONFLICT (bounty_no) DO UPDATE SET report = excluded.report, updated_at = now()`;
  await enqueueWith(sqlSession(db))("refresh-model", { bountyNo: bountyNo.toString() });
  return true;
}

async function upsertReliability(db: Db, bountyNo: BountyNo, { annotators }: SweepOutcome): Promise<void> {
  const rows = JSON.stringify(annotators.map((row) => ({ ...row, annotatorNo: row.annotatorNo.toString() })));
  await db.$executeRaw`
    INSERT INTO reliability (bounty_no, annotator_no, answers, gold_right, gold_seen, reliability_q16, rho_q16, score_q10)
    SELECT ${bountyNo}, r."annotatorNo", r.answers, r."goldRight", r."goldSeen", r."reliabilityQ16", r."rhoQ16",
           r."scoreQ10"
    FROM jsonb_to_recordset(${rows}::jsonb) AS r (
      "annotatorNo" bigint, answers int, "goldRight" int, "goldSeen" int, "reliabilityQ16" int, "rhoQ16" int,
      "scoreQ10" int)
    ON CONFLICT (bounty_no, annotator_no) DO UPDATE SET
      answers = excluded.answers, gold_right = excluded.gold_right, gold_seen = excluded.gold_seen,
      reliability_q16 = excluded.reliability_q16, rho_q16 = excluded.rho_q16, score_q10 = excluded.score_q10,
      updated_at = now()`;
}

type AnnotatorSql = {
  annotator_no: bigint;
  address: string;
  answers: number;
  gold_right: number;
  gold_seen: number;
  reliability_q16: number;
  rho_q16: number;
  score_q10: number;
  state: number | null;
};

async function annotators(db: PrismaClient, bountyNo: BountyNo) {
  const rows = await db.$queryRaw<AnnotatorSql[]>`
    SELECT r.annotator_no, w.address, r.answers, r.gold_right, r.gold_seen, r.reliability_q16, r.rho_q16, r.score_q10,
           e.state::int AS state
    FROM reliability r
    JOIN account w ON w.no = r.annotator_no
    LEFT JOIN enrolment e ON e.bounty_no = r.bounty_no AND e.annotator_no = r.annotator_no
    WHERE r.bounty_no = ${bountyNo} ORDER BY r.reliability_q16 DESC, w.address LIMIT 1000`;
  return rows.map((row): ReliabilityRow & { address: Address; state: number } => ({
    annotatorNo: row.annotator_no as AccountNo,
    address: row.address as Address,
    answers: row.answers,
    goldRight: row.gold_right,
    goldSeen: row.gold_seen,
    reliabilityQ16: row.reliability_q16,
    rhoQ16: row.rho_q16,
    scoreQ10: row.score_q10,
    state: row.state ?? 0,
  }));
}

type ContestedSql = {
  external_id: string;
  hash: string;
  payload: unknown;
  category: number | null;
  tempered: number[];
  entropy: number;
  answers: number;
  state: string;
};

async function contested(db: PrismaClient, bountyNo: BountyNo, limit: number): Promise<ContestedRow[]> {
  const rows = await db.$queryRaw<ContestedSql[]>`
    SELECT c.external_id, c.hash, c.payload, s.category, s.tempered, s.entropy, s.answers, s.state
    FROM consensus s
    JOIN item_content c ON c.bounty_no = s.bounty_no AND c.item_no = s.item_no
    WHERE s.bounty_no = ${bountyNo} AND c.gold IS NULL AND s.state <> 'resolved'
    ORDER BY s.entropy DESC, s.item_no LIMIT ${limit}`;
  return rows.map((row) => ({
    id: row.external_id,
    hash: row.hash,
    payload: row.payload,
    category: row.category ?? -1,
    temperedQ16: row.tempered,
    entropyQ10: row.entropy,
    answers: row.answers,
    state: row.state,
  }));
}

async function states(db: PrismaClient, bountyNo: BountyNo): Promise<StateCounts> {
  const rows = await db.$queryRaw<{ state: ItemState; n: number }[]>`
    SELECT s.state, count(*)::int AS n FROM consensus s
    WHERE s.bounty_no = ${bountyNo} AND NOT EXISTS (
      SELECT FROM gold g WHERE g.bounty_no = s.bounty_no AND g.item_no = s.item_no)
    GROUP BY s.state`;
  const found = { open: 0, saturated: 0, resolved: 0, contested: 0 };
  for (const { state, n } of rows) found[state] = n;
  return found;
}

/** What was answered is counted in the enrolments (one row an annotator), so this never counts annotations. */
async function stale(db: PrismaClient): Promise<BountyNo[]> {
  const rows = await db.$queryRaw<{ no: bigint }[]>`
    SELECT b.no FROM bounty b
    LEFT JOIN quality_report q ON q.bounty_no = b.no
    WHERE b.state IN ('open', 'closed')
      AND (SELECT coalesce(sum(e.answered), 0) FROM enrolment e WHERE e.bounty_no = b.no)
        > coalesce((q.report->>'version')::int, 0)
    ORDER BY b.no`;
  return rows.map(({ no }) => no as BountyNo);
}
