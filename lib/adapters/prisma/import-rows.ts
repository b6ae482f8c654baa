/** Rows of an upload into PostgreSQL as a stream: COPY, so that no statement is as long as the rows that it brings. */
import { once } from "node:events";
import { finished } from "node:stream/promises";
import type pg from "pg";
import { from } from "pg-copy-streams";
import type { BadRow } from "@/lib/import/source-row";
import type { ItemDraft } from "@/lib/items/item";
import type { BountyNo } from "@/lib/kernel/ids";
import type { Pool } from "./pool";

/** Characters that go to the server at once. */
const PIECE_CHARS = 65_536;

const COPY = "COPY item_content (bounty_no, hash, import_no, line, external_id, payload, gold, suggested) FROM STDIN";

/** The lock on the upload orders this against whoever discards it: the rows are there to be deleted, or not added. */
const COUNT = `
  UPDATE import SET accepted = accepted + $2, gold = gold + $3, rejected = rejected + $4
  WHERE no = $1 AND state = 'reading'`;

const ERRORS = `
  INSERT INTO import_error (import_no, seq, line, at, reason)
  SELECT $1, $2 + r.place - 1, r.line, r.at, r.reason
  FROM unnest($3::int[], $4::text[], $5::text[]) WITH ORDINALITY AS r (line, at, reason, place)`;

type UploadKey = { readonly no: bigint; readonly bountyNo: BountyNo };

/** Adds rows and errors (numbered from `firstError`) and counts them, all or none; false when the upload is not being read any more. */
export async function addRows(
  pool: Pool,
  upload: UploadKey,
  rows: readonly ItemDraft[],
  errors: readonly BadRow[],
  firstError: number,
): Promise<boolean> {
  const client = await pool.connect();
  try {
    await client.query("BEGIN");
    const added = await write(client, upload, rows, errors, firstError);
    await client.query(added ? "COMMIT" : "ROLLBACK");
    client.release();
    return added;
  } catch (error) {
    // Whatever the connection was in the middle of ends with it, and the server takes back what it had begun.
    client.release(true);
    throw error;
  }
}

async function write(
  client: pg.ClientBase,
  { no, bountyNo }: UploadKey,
  rows: readonly ItemDraft[],
  errors: readonly BadRow[],
  firstError: number,
): Promise<boolean> {
  const gold = rows.filter((row) => row.gold !== undefined).length;
  const { rowCount } = await client.query(COUNT, [no, rows.length, gold, errors.length]);
  if (rowCount === 0) return false;
  if (rows.length > 0) await copy(client, `${bountyNo}\t`, `\t${no}\t`, rows);
  if (errors.length > 0) {
    const columns = [errors.map(({ line }) => line), errors.map(({ at }) => at), errors.map(({ reason }) => reason)];
    await client.query(ERRORS, [no, firstError, ...columns]);
  }
  return true;
}

async function copy(client: pg.ClientBase, bounty: string, upload: string, rows: readonly ItemDraft[]): Promise<void> {
  const stream = client.query(from(COPY));
  const done = finished(stream);
  // Heard while rows are still written, too: a refusal of the first must not wait for the last.
  done.catch(() => undefined);
  let piece = "";
  for (const row of rows) {
    piece += bounty + row.hash + upload + lineOf(row);
    if (piece.length < PIECE_CHARS) continue;
    if (!stream.write(piece)) await Promise.race([once(stream, "drain"), done]);
    piece = "";
  }
  stream.end(piece);
  await done;
}

/** What COPY reads of a row behind its keys, by PostgreSQL's text format. */
function lineOf({ line, externalId, payloadJson, gold, suggested }: ItemDraft): string {
  return `${line}\t${escaped(externalId)}\t${escaped(payloadJson)}\t${jsonOf(gold)}\t${jsonOf(suggested)}\n`;
}

/** A value as JSON; NULL where there is none. */
const jsonOf = (value: unknown): string => (value === undefined ? "\\N" : escaped(JSON.stringify(value)));

const NAMES: Readonly<Record<string, string>> = { "\n": "\\n", "\r": "\\r", "\t": "\\t", "\\": "\\\\" };

const escaped = (text: string): string => text.replace(/[\\\n\r\t]/g, (char) => NAMES[char] ?? char);
