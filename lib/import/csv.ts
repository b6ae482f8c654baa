import { AppError } from "@/lib/kernel/errors";
import { type CsvRecord, CsvSplitter } from "./csv-splitter";
import { type BadRow, badRow, type SourceRow } from "./source-row";

/** Delimiters that are looked for in the header, most likely first. */
const DELIMITERS = [",", ";", "\t"] as const;

/**
 * Rows of a table with a header line: comma, semicolon or tab (found from the header), RFC 4180 quotes, any line ending.
 * Blank lines are passed over. A row with more or fewer cells than the header, with text after a closing quote, with a
 * quote that is never closed, or longer than MAX_RECORD_CHARS is a bad row; reading goes on after it.
 * Throws `invalid_input` when there is no usable header.
 */
export async function* readCsv(text: AsyncIterable<string>): AsyncGenerator<SourceRow | BadRow> {
  const source = text[Symbol.asyncIterator]();
  const { splitter, first } = await openTable(source);
  let header: readonly string[] | undefined;
  const rows = function* (records: readonly (CsvRecord | BadRow)[]): Generator<SourceRow | BadRow> {
    for (const record of records) {
      if (header) {
        if (!isBlank(record)) yield toRow(record, header);
      } else if (!isBlank(record)) {
        header = headerOf(record);
      }
    }
  };
  try {
    yield* rows(splitter.push(first));
    for (let next = await source.next(); !next.done; next = await source.next()) yield* rows(splitter.push(next.value));
    yield* rows(splitter.end());
  } finally {
    await source.return?.();
  }
  if (!header) throw new AppError("invalid_input", "The file is empty: it needs a header line and rows below it.");
}

/** Enough of a file to see its header line by. */
const SNIFF_CHARS = 65_536;

/** Reads the beginning, and chooses the delimiter by it. */
async function openTable(source: AsyncIterator<string>) {
  let first = "";
  while (first.length < SNIFF_CHARS) {
    const next = await source.next();
    if (next.done) break;
    first += next.value;
  }
  return { splitter: new CsvSplitter(delimiterOf(first)), first };
}

/** The first line that is not blank, without what stands in quotes. */
function headerLine(text: string): string {
  let line = "";
  let quoted = false;
  for (const char of text.slice(0, SNIFF_CHARS)) {
    if (char === '"') quoted = !quoted;
    else if (quoted) continue;
    else if (char !== "\n" && char !== "\r") line += char;
    else if (line.trim() !== "") break;
  }
  return line;
}

/** The delimiter that the header line of a table's beginning holds most often; a comma when it holds none. */
export function delimiterOf(beginning: string): string {
  const line = headerLine(beginning);
  const counts = DELIMITERS.map((delimiter) => line.split(delimiter).length - 1);
  const most = Math.max(...counts);
  return most === 0 ? "," : (DELIMITERS[counts.indexOf(most)] ?? ",");
}

function headerOf(record: CsvRecord | BadRow): readonly string[] {
  if (record.kind === "bad") throw new AppError("invalid_input", `The header cannot be read: ${record.reason}.`);
  const names = record.cells.map((name) => name.trim());
  const twice = names.find((name, i) => name !== "" && names.indexOf(name) < i);
  if (twice !== undefined) {
    throw new AppError("invalid_input", `Two columns of the header are named "${twice}": rename one of them.`);
  }
  return names.map((name, i) => name || `column ${i + 1}`);
}

function toRow(record: CsvRecord | BadRow, header: readonly string[]): SourceRow | BadRow {
  if (record.kind === "bad") return record;
  const { line, cells } = record;
  if (cells.length !== header.length) {
    const mend = cells.length > header.length ? "put quotes around a text that holds the delimiter" : "add the missing";
    return badRow(line, "row", `${cells.length} cells where the header has ${header.length}; ${mend}`);
  }
  return { kind: "row", line, cells: new Map(header.map((name, i) => [name, cells[i] ?? ""])) };
}

const isBlank = (record: CsvRecord | BadRow) =>
  record.kind === "record" && record.cells.length === 1 && record.cells[0] === "";
