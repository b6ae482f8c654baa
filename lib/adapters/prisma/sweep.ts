/** A bounty's annotations as columns: one row a list, so that a million answers are seven arrays and not a million objects. */
import type { AnswerColumns, Sweep } from "@/lib/consensus/sweep";
import type { Address, BountyNo } from "@/lib/kernel/ids";
import type { Db } from "./client";
import type { PrismaClient } from "./generated/client";

/** Reads all in one snapshot: answers, the items and annotators they name, and the suggestions that were shown. */
export function loadSweep(db: PrismaClient, bountyNo: BountyNo, withPayloads: boolean): Promise<Sweep> {
  return db.$transaction(
    async (tx) => ({
      ...(await loadSweepIn(tx, bountyNo)),
      payloads: withPayloads ? await itemPayloads(tx, bountyNo) : undefined,
    }),
    { isolationLevel: "RepeatableRead", timeout: 120_000 },
  );
}

/** The same inside a transaction that the caller has opened (`RepeatableRead`). */
export async function loadSweepIn(tx: Db, bountyNo: BountyNo): Promise<Sweep> {
  return {
    answers: await answerColumns(tx, bountyNo),
    items: await itemNames(tx, bountyNo),
    annotators: await annotatorNames(tx, bountyNo),
    suggestions: await suggestions(tx, bountyNo),
    wants: await otherWants(tx, bountyNo),
    applied: (await tx.liveState.findUnique({ where: { bountyNo } }))?.applied ?? 0,
  };
}

type ColumnsSql = {
  item_no: number[] | null;
  annotator_no: number[] | null;
  kind: number[] | null;
  lead_ms: number[] | null;
  at_ms: number[] | null;
  answer: string[] | null;
  shown: (string | null)[] | null;
};

async function answerColumns(db: Db, bountyNo: BountyNo): Promise<AnswerColumns> {
  const rows = await db.$queryRaw<ColumnsSql[]>`
    SELECT array_agg(item_no) AS item_no, array_agg(annotator_no::float8) AS annotator_no,
           array_agg(kind::int) AS kind, array_agg(lead_ms) AS lead_ms,
           array_agg(floor(extract(epoch FROM created_at) * 1000)::float8) AS at_ms,
           array_agg(answer::text) AS answer, array_agg(shown::text) AS shown
    FROM (SELECT * FROM annotation WHERE bounty_no = ${bountyNo} ORDER BY item_no, annotator_no) a`;
  const row = rows[0];
  return {
    itemNo: row?.item_no ?? [],
    annotatorNo: row?.annotator_no ?? [],
    kind: row?.kind ?? [],
    leadMs: row?.lead_ms ?? [],
    atMs: row?.at_ms ?? [],
    answer: row?.answer ?? [],
    shown: row?.shown ?? [],
  };
}

async function itemNames(db: Db, bountyNo: BountyNo): Promise<Sweep["items"]> {
  const rows = await db.$queryRaw<{ item_no: number; hash: string; gold: unknown }[]>`
    SELECT item_no, hash, gold FROM item_content WHERE bounty_no = ${bountyNo} AND item_no IS NOT NULL`;
  return new Map(rows.map(({ item_no, hash, gold }) => [item_no, { hash, gold: gold ?? undefined }]));
}

async function itemPayloads(db: Db, bountyNo: BountyNo): Promise<Sweep["payloads"]> {
  const rows = await db.$queryRaw<{ item_no: number; payload: unknown }[]>`
    SELECT item_no, payload FROM item_content WHERE bounty_no = ${bountyNo} AND item_no IS NOT NULL`;
  return new Map(rows.map(({ item_no, payload }) => [item_no, payload]));
}

async function annotatorNames(db: Db, bountyNo: BountyNo): Promise<Sweep["annotators"]> {
  const rows = await db.$queryRaw<{ no: bigint; address: string }[]>`
    SELECT w.no, w.address FROM enrolment e JOIN account w ON w.no = e.annotator_no WHERE e.bounty_no = ${bountyNo}`;
  return new Map(rows.map(({ no, address }) => [Number(no), address as Address]));
}

/** Items that want more or fewer answers than the bounty's overlap. */
async function otherWants(db: Db, bountyNo: BountyNo): Promise<ReadonlyMap<number, number>> {
  const rows = await db.$queryRaw<{ item_no: number; want: number }[]>`
    SELECT i.item_no, i.want::int AS want FROM item i JOIN bounty b ON b.no = i.bounty_no
    WHERE i.bounty_no = ${bountyNo} AND i.want > 0 AND i.want <> (b.policy ->> 'overlap')::int`;
  return new Map(rows.map(({ item_no, want }) => [item_no, want]));
}

/** The posteriors of what was shown, and of nothing else. */
async function suggestions(db: Db, bountyNo: BountyNo): Promise<Sweep["suggestions"]> {
  const rows = await db.$queryRaw<{ sha256: string; item_no: number; q16: number[] }[]>`
    SELECT m.sha256, s.item_no, s.q16
    FROM (
      SELECT DISTINCT item_no, shown->>'model' AS model FROM annotation
      WHERE bounty_no = ${bountyNo} AND shown IS NOT NULL
    ) a
    JOIN model_version m ON m.bounty_no = ${bountyNo} AND m.sha256 = a.model
    JOIN suggestion s ON s.model_no = m.no AND s.item_no = a.item_no`;
  const byModel = new Map<string, Map<number, readonly number[]>>();
  for (const { sha256, item_no, q16 } of rows) {
    const byItem = byModel.get(sha256) ?? new Map<number, readonly number[]>();
    byItem.set(item_no, q16);
    byModel.set(sha256, byItem);
  }
  return byModel;
}
