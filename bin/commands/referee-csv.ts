import { createReadStream } from "node:fs";
import { pipeline } from "node:stream/promises";
import { CsvError, type Options, parse } from "csv-parse";
import { delimiterOf } from "../../lib/import/csv";
import { AppError } from "../../lib/kernel/errors";

/** Longer rows than this are a file of another kind, or a quote that was never closed. */
const MAX_ROW_CHARS = 65_536;

/** A column and the names it goes by in published crowds; the first is ours. */
export type ColumnNames = readonly [string, ...string[]];

/**
 * Reads a CSV (or TSV, or with semicolons, as its header line has it) row by row in bounded memory. `columns` must all be there, once, in any order, and no others: `onRow` gets their
 * cells in the order of `columns` with the row's line. Refuses (`invalid_input`) with file, line and reason.
 * Returns how many rows there were.
 */
export async function readColumns(
  file: string,
  columns: readonly ColumnNames[],
  onRow: (cells: readonly string[], line: number) => void,
): Promise<number> {
  let places: readonly number[] | undefined;
  let rows = 0;
  const options: Options = {
    bom: true,
    skip_empty_lines: true,
    max_record_size: MAX_ROW_CHARS,
    on_record: (record: string[], { lines }) => {
      if (places === undefined) places = placesOf(file, record, columns);
      else {
        rows++;
        onRow(
          places.map((place) => record[place] ?? ""),
          lines,
        );
      }
      return null;
    },
  };
  try {
    const chunks = createReadStream(file, { highWaterMark: 1 << 20 })[Symbol.asyncIterator]();
    const first = await chunks.next();
    const delimiter = delimiterOf(first.done ? "" : new TextDecoder().decode(first.value));
    await pipeline(goingOn(first, chunks), parse({ ...options, delimiter }).resume());
  } catch (error) {
    throw readable(file, error);
  }
  if (places === undefined)
    throw refused(file, 1, `the file is empty. Its first line names the columns ${written(columns)}`);
  if (rows === 0) throw refused(file, 2, "there is no row below the column names");
  return rows;
}

/** What an iterator gives from its first result on, which has been taken already. */
async function* goingOn<Value>(first: IteratorResult<Value>, rest: AsyncIterator<Value>): AsyncGenerator<Value> {
  try {
    for (let next = first; !next.done; next = await rest.next()) yield next.value;
  } finally {
    await rest.return?.();
  }
}

/** `invalid_input` that says where. */
export const refused = (file: string, line: number, reason: string): AppError =>
  new AppError("invalid_input", `${file}, line ${line}: ${reason}.`);

function placesOf(file: string, header: readonly string[], columns: readonly ColumnNames[]): readonly number[] {
  const names = header.map((name) => name.trim().toLowerCase());
  const places = columns.map((known) => {
    const found = names.flatMap((name, place) => (known.includes(name) ? [place] : []));
    if (found.length === 1) return found[0] as number;
    const what = found.length === 0 ? "there is no column" : "there is more than one column";
    throw refused(file, 1, `${what} "${known[0]}"; the columns are ${written(columns)}, found: ${shortened(header)}`);
  });
  const unknown = header.filter((_, place) => !places.includes(place));
  if (unknown.length > 0) {
    throw refused(file, 1, `unknown ${shortened(unknown)}; the columns are ${written(columns)}. Leave others out`);
  }
  return places;
}

const written = (columns: readonly ColumnNames[]): string => columns.map(([name]) => name).join(",");

/** A list of names as far as it fits on a line. */
function shortened(names: readonly string[]): string {
  const text = names
    .slice(0, 10)
    .map((name) => JSON.stringify(name.slice(0, 40)))
    .join(", ");
  return names.length > 10 ? `${text} and ${names.length - 10} more` : text;
}

function readable(file: string, error: unknown): unknown {
  if (error instanceof CsvError)
    return new AppError("invalid_input", `${file}: ${error.message.slice(0, 200)}.`, { cause: error });
  return error;
}
