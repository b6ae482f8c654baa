/**
 * Rows of datasets, page by page over the primary key: no statement is slower for a longer dataset, and none holds a connection
 * while somebody reads. Beneath Prisma, whose mapping costs more than everything else that an export does with a row.
 */
import type { RowQuery } from "@/lib/export/ports";
import type { CrowdAnswer, DatasetRow } from "@/lib/export/row";
import type { Address, BountyNo, Sha256 } from "@/lib/kernel/ids";
import { type Pool, run, type Statement } from "./pool";

type RowSql = {
  item_no: number;
  hash: string;
  external_id: string;
  payload: unknown;
  gold: unknown;
  answer: unknown;
  certainty: number | null;
  /** JSON, which is read many times faster than PostgreSQL's own writing of arrays. */
  tempered: number[] | null;
  entropy: number | null;
  answers: number | null;
};

/**
 * A dataset holds what was dealt out: items of accepted imports, gold items too. The page is cut first and looked up row by row:
 * `LIMIT 1` keeps the planner from reading a whole table of consensus for every page.
 */
const ROWS: Statement = {
  name: "dataset-rows",
  text: `
    SELECT c.item_no, c.hash, c.external_id, c.payload, c.gold, s.answer, s.certainty, array_to_json(s.tempered) AS tempered,
      s.entropy, s.answers
    FROM (
      SELECT bounty_no, item_no, hash, external_id, payload, gold FROM item_content
      WHERE bounty_no = $1 AND hash > $2 AND item_no IS NOT NULL
      ORDER BY hash LIMIT $3
    ) c
    LEFT JOIN LATERAL (
      SELECT answer, certainty, tempered, entropy, answers FROM consensus
      WHERE bounty_no = c.bounty_no AND item_no = c.item_no LIMIT 1
    ) s ON true
    ORDER BY c.hash`,
};

type AnswerSql = {
  item_no: number;
  address: string;
  answer: unknown;
  lead_ms: number;
  kind: number;
  model: string | null;
  reliability: number | null;
};

const ANSWERS: Statement = {
  name: "dataset-answers",
  text: `
    SELECT a.item_no, w.address, a.answer, a.lead_ms, a.kind, a.shown->>'model' AS model, r.reliability_q16 AS reliability
    FROM annotation a
    JOIN account w ON w.no = a.annotator_no
    LEFT JOIN reliability r ON r.bounty_no = a.bounty_no AND r.annotator_no = a.annotator_no
    WHERE a.bounty_no = $1 AND a.item_no = ANY($2::int[])
    ORDER BY a.item_no, w.address`,
};

export async function datasetRows(pool: Pool, no: BountyNo, { after, limit, crowd }: RowQuery): Promise<DatasetRow[]> {
  const rows = await run<RowSql>(pool, ROWS, [no.toString(), after, limit]);
  if (!crowd) return rows.map((row) => rowOf(row));
  const answers = await run<AnswerSql>(pool, ANSWERS, [no.toString(), rows.map(({ item_no }) => item_no)]);
  const byItem = new Map<number, AnswerSql[]>(rows.map(({ item_no }) => [item_no, []]));
  for (const answer of answers) byItem.get(answer.item_no)?.push(answer);
  return rows.map((row) => ({ ...rowOf(row), crowd: (byItem.get(row.item_no) ?? []).map(answerOf) }));
}

function rowOf(row: RowSql): DatasetRow {
  const base = { hash: row.hash as Sha256, id: row.external_id, payload: row.payload, gold: row.gold ?? undefined };
  if (row.certainty === null) return base;
  const consensus = {
    answer: row.answer,
    certaintyQ16: row.certainty,
    temperedQ16: row.tempered ?? [],
    entropyQ10: row.entropy ?? 0,
    answers: row.answers ?? 0,
  };
  return { ...base, consensus };
}

const KINDS = ["counted", "spare", "gold"] as const;

function answerOf({ address, answer, lead_ms, kind, model, reliability }: AnswerSql): CrowdAnswer {
  const base = { annotator: address as Address, answer, leadMs: lead_ms, kind: KINDS[kind] ?? "spare" };
  return { ...base, model, reliabilityQ16: reliability };
}
