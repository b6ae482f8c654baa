/**
 * A whole dataset out of PostgreSQL in one statement: read in the order in which the tables lie, sorted once, and let out by COPY.
 * Page by page over the key it is three times as much work, for the hashes of neighbours lie all over the tables; and one
 * statement sees one state of the database, whatever is written meanwhile.
 */
import { to } from "pg-copy-streams";
import type { CrowdAnswer, DatasetRow } from "@/lib/export/row";
import type { Address, BountyNo, Sha256 } from "@/lib/kernel/ids";
import type { Pool } from "./pool";

export type StreamOptions = {
  /** With the crowd's single answers. */
  readonly crowd: boolean;
  /** A reader who takes longer than this over one page loses the connection; it is taken up again behind that page. */
  readonly patienceMs?: number;
};

const PATIENCE_MS = 30_000;

/**
 * A bounty's items in the order of their hashes, some hundred at a time. Memory stays that of a page. A connection of `pool` is
 * held while rows are read, given back when the reader stops or dawdles, and waited for where all are taken.
 */
export async function* datasetStream(
  pool: Pool,
  no: BountyNo,
  { crowd, patienceMs = PATIENCE_MS }: StreamOptions,
): AsyncGenerator<readonly DatasetRow[]> {
  for (let after = ""; ; ) {
    const client = await pool.connect();
    const copy = client.query(to(statement(no, after, crowd)));
    let lapsed = false;
    let whole = false;
    try {
      for await (const rows of rowsOf(copy)) {
        after = rows.at(-1)?.hash ?? after;
        const patience = setTimeout(() => {
          lapsed = true;
          client.release(true);
        }, patienceMs);
        yield rows;
        clearTimeout(patience);
        if (lapsed) break;
      }
      whole = !lapsed;
    } finally {
      // Half a COPY cannot be called off in place: such a connection is closed.
      if (!lapsed) client.release(!whole);
    }
    if (whole) return;
  }
}

/** Numbers are ours and hashes are hex: COPY takes no parameters. */
function statement(no: BountyNo, after: string, crowd: boolean): string {
  if (!/^[0-9a-f]*$/.test(after)) throw new Error(`no hash: ${after}`);
  return `COPY (
    SELECT c.hash, c.external_id, c.payload, c.gold, s.answer, s.certainty, array_to_json(s.tempered), s.entropy, s.answers
      ${crowd ? ", w.answers" : ""}
    FROM item_content c
    LEFT JOIN consensus s ON s.bounty_no = c.bounty_no AND s.item_no = c.item_no
    ${crowd ? `LEFT JOIN (${crowdOf(no)}) w ON w.item_no = c.item_no` : ""}
    WHERE c.bounty_no = ${no} AND c.item_no IS NOT NULL ${after === "" ? "" : `AND c.hash > '${after}'`}
    ORDER BY c.hash
  ) TO STDOUT`;
}

/** Each item's single answers as one JSON array, in the order of addresses. */
const crowdOf = (no: BountyNo): string => `
  SELECT a.item_no,
    json_agg(json_build_array(w.address, a.answer, a.lead_ms, a.kind, a.shown->>'model', r.reliability_q16) ORDER BY w.address)
      AS answers
  FROM annotation a
  JOIN account w ON w.no = a.annotator_no
  LEFT JOIN reliability r ON r.bounty_no = a.bounty_no AND r.annotator_no = a.annotator_no
  WHERE a.bounty_no = ${no}
  GROUP BY a.item_no`;

/** Rows of the text format of COPY (https://www.postgresql.org/docs/current/sql-copy.html), a chunk of bytes at a time. */
async function* rowsOf(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<readonly DatasetRow[]> {
  const decoder = new TextDecoder("utf-8", { fatal: true });
  let rest = "";
  for await (const chunk of chunks) {
    const lines = (rest + decoder.decode(chunk, { stream: true })).split("\n");
    rest = lines.pop() ?? "";
    if (lines.length > 0) yield lines.map(rowOf);
  }
}

function rowOf(line: string): DatasetRow {
  const [hash = "", id = "", payload, gold, answer, certainty, tempered, entropy, answers, crowd] = line.split("\t");
  const base = { hash: hash as Sha256, id: text(id), payload: json(payload), gold: json(gold) ?? undefined };
  const single = crowd === undefined ? undefined : { crowd: ((json(crowd) ?? []) as CrowdSql[]).map(crowdAnswer) };
  if (certainty === undefined || certainty === NULL) return { ...base, ...single };
  const consensus = {
    answer: json(answer),
    certaintyQ16: Number(certainty),
    temperedQ16: (json(tempered) ?? []) as number[],
    entropyQ10: Number(entropy),
    answers: Number(answers),
  };
  return { ...base, consensus, ...single };
}

const NULL = "\\N";

const json = (field: string | undefined): unknown =>
  field === undefined || field === NULL ? null : (JSON.parse(text(field)) as unknown);

const LETTERS: Readonly<Record<string, string>> = { b: "\b", f: "\f", n: "\n", r: "\r", t: "\t", v: "\v" };

/** A field without the backslashes that COPY put in. */
const text = (field: string): string =>
  field.includes("\\") ? field.replace(/\\(.)/g, (_, letter: string) => LETTERS[letter] ?? letter) : field;

type CrowdSql = [
  address: string,
  answer: unknown,
  leadMs: number,
  kind: number,
  model: string | null,
  reliability: number | null,
];

const KINDS = ["counted", "spare", "gold"] as const;

function crowdAnswer([address, answer, leadMs, kind, model, reliabilityQ16]: CrowdSql): CrowdAnswer {
  const base = { annotator: address as Address, answer, leadMs, kind: KINDS[kind] ?? "spare" };
  return { ...base, model, reliabilityQ16 };
}
