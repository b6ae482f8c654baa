/** What an annotator earned, is earning, and answered. */
import type { AccountNo, BountyNo } from "@/lib/kernel/ids";
import type { EarnedPayout, EarningsStore, GivenAnswer, UnsettledWork } from "@/lib/settlement/ports";
import { batchOf, settledBountyOf, unitsOf } from "./batch-row";
import type { Prisma, PrismaClient } from "./generated/client";

/** Paid payouts, and running bounties, of one earnings page; older ones are in the batches' evidence. */
const ROWS = 500;

const ON_THE_WAY = { in: ["posting", "window", "final"] };

export function prismaEarnings(db: PrismaClient, paidRows = ROWS): EarningsStore {
  return {
    payouts: (account) => payouts(db, account, paidRows),
    paidUnits: (account) => paidUnits(db, account),
    unsettled: (account) => unsettled(db, account),
    answers: (account, no, after, limit) => answers(db, account, no, after, limit),
  };
}

/** What is not paid out is money that can be claimed: none of it is left out, however much there is. */
async function payouts(db: PrismaClient, annotatorNo: AccountNo, paidRows: number): Promise<EarnedPayout[]> {
  const of = {
    include: { batch: { include: { bounty: true } } },
    orderBy: [{ batchNo: "desc" }, { leafIndex: "asc" }],
  } satisfies Prisma.PayoutFindManyArgs;
  const mine = { annotatorNo, batch: { state: ON_THE_WAY } };
  const [unpaid, paid] = await Promise.all([
    db.payout.findMany({ where: { ...mine, claimedAt: null }, ...of }),
    db.payout.findMany({ where: { ...mine, claimedAt: { not: null } }, ...of, take: paidRows }),
  ]);
  const rows = [...unpaid, ...paid].sort((a, b) => Number(b.batchNo - a.batchNo) || a.leafIndex - b.leafIndex);
  return rows.map((row) => ({
    batch: batchOf(row.batch),
    bounty: settledBountyOf(row.batch.bounty),
    leafIndex: row.leafIndex,
    amountUnits: unitsOf(row.amountUnits),
    counted: row.counted,
    gold: row.gold,
    spare: row.spare,
    rhoQ16: row.rhoQ16,
    scoreQ10: row.scoreQ10,
    paidAtMs: row.claimedAt?.getTime() ?? null,
  }));
}

async function paidUnits(db: PrismaClient, annotatorNo: AccountNo): Promise<bigint> {
  const where = { annotatorNo, batch: { state: ON_THE_WAY }, claimedAt: { not: null } };
  const { _sum } = await db.payout.aggregate({ where, _sum: { amountUnits: true } });
  return _sum.amountUnits ? unitsOf(_sum.amountUnits) : 0n;
}

/** Bounties where the account has answered and whose batch is not on its way yet. */
async function unsettled(db: PrismaClient, annotatorNo: AccountNo): Promise<UnsettledWork[]> {
  const rows = await db.$queryRaw<{ bounty_no: bigint; answered: number; rho_q16: number | null }[]>`
    SELECT e.bounty_no, e.answered, r.rho_q16
    FROM enrolment e
    JOIN bounty b ON b.no = e.bounty_no AND b.state IN ('open', 'closed')
    LEFT JOIN reliability r ON r.bounty_no = e.bounty_no AND r.annotator_no = e.annotator_no
    WHERE e.annotator_no = ${annotatorNo} AND e.answered > 0
      AND NOT EXISTS (SELECT FROM batch t WHERE t.bounty_no = b.no AND t.state IN ('posting', 'window', 'final'))
    ORDER BY e.bounty_no DESC LIMIT ${ROWS}`;
  const bounties = await db.bounty.findMany({ where: { no: { in: rows.map(({ bounty_no }) => bounty_no) } } });
  const bountyOf = new Map(bounties.map((bounty) => [bounty.no, settledBountyOf(bounty)]));
  return rows.flatMap(({ bounty_no, answered, rho_q16 }) => {
    const bounty = bountyOf.get(bounty_no);
    return bounty ? [{ bounty, answers: answered, rhoQ16: rho_q16 }] : [];
  });
}

type GivenSql = {
  hash: string;
  external_id: string;
  payload: unknown;
  answer: unknown;
  kind: number;
  consensus: unknown;
  certainty: number | null;
};

async function answers(
  db: PrismaClient,
  account: AccountNo,
  bountyNo: BountyNo,
  after: string,
  limit: number,
): Promise<GivenAnswer[]> {
  const rows = await db.$queryRaw<GivenSql[]>`
    SELECT c.hash, c.external_id, c.payload, a.answer, a.kind::int AS kind,
           coalesce(c.gold, s.answer) AS consensus, s.certainty
    FROM item_content c
    JOIN annotation a ON a.bounty_no = c.bounty_no AND a.item_no = c.item_no AND a.annotator_no = ${account}
    LEFT JOIN consensus s ON s.bounty_no = c.bounty_no AND s.item_no = c.item_no
    WHERE c.bounty_no = ${bountyNo} AND c.hash > ${after}
    ORDER BY c.hash LIMIT ${limit}`;
  return rows.map((row) => ({
    item: row.hash,
    id: row.external_id,
    payload: row.payload,
    answer: row.answer,
    kind: row.kind,
    consensus: row.consensus ?? undefined,
    certaintyQ16: row.certainty ?? 0,
  }));
}
