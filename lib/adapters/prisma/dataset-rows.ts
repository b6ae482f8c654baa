/**
 * Rows of datasets, page by page over the primary key: no statement is slower for a longer dataset, and none holds a connection
 * while somebody reads. Beneath Prisma, whose mapping costs more than everything else that an export does with a row.
 */
import type { RowQuery } from "@/lib/export/ports";
import type { DatasetRow } from "@/lib/export/row";
import type { BountyNo, Sha256 } from "@/lib/kernel/ids";
import { type Pool, run, type Statement } from "./pool";

type RowSql = {
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
    SELECT c.hash, c.external_id, c.payload, c.gold, s.answer, s.certainty, array_to_json(s.tempered) AS tempered,
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

/** The same of some items only: those that are none are passed over in the order of hashes. */
const FILTERED: Statement = {
  name: "dataset-rows-filtered",
  text: `
    SELECT c.hash, c.external_id, c.payload, c.gold, s.answer, s.certainty, array_to_json(s.tempered) AS tempered,
      s.entropy, s.answers
    FROM item_content c LEFT JOIN consensus s ON s.bounty_no = c.bounty_no AND s.item_no = c.item_no
    WHERE c.bounty_no = $1 AND c.hash > $2 AND c.item_no IS NOT NULL
      AND ($4::jsonb IS NULL OR coalesce(c.gold, s.answer) = $4::jsonb)
      AND (CASE WHEN c.gold IS NULL THEN coalesce(s.certainty, 0) ELSE 65536 END) * 1000::bigint / 65536
        BETWEEN $5::int AND $6::int
      AND (NOT $7::boolean OR (s.state = 'contested' AND c.gold IS NULL))
    ORDER BY c.hash LIMIT $3`,
};

export async function datasetRows(pool: Pool, no: BountyNo, { after, limit, only }: RowQuery): Promise<DatasetRow[]> {
  if (only) {
    const { answer, least, most, contested } = only;
    const wanted = answer === undefined ? null : JSON.stringify(answer);
    const values = [no.toString(), after, limit, wanted, least, most, contested];
    return (await run<RowSql>(pool, FILTERED, values)).map(rowOf);
  }
  const rows = await run<RowSql>(pool, ROWS, [no.toString(), after, limit]);
  return rows.map(rowOf);
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
