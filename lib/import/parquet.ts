import {
  type AsyncBuffer,
  type Compressors,
  type FileMetaData,
  parquetMetadataAsync,
  parquetReadObjects,
} from "hyparquet";
import { compressors } from "hyparquet-compressors";
import { AppError } from "@/lib/kernel/errors";
import { type BadRow, badRow, MAX_RECORD_CHARS, type SourceRow } from "./source-row";

/** Limits that a file's own words may not exceed: what it says of sizes is believed only within them. */
const MOST_META_BYTES = 16_000_000;
const MOST_GROUP_BYTES = 256_000_000;
const MOST_PAGE_BYTES = 64_000_000;
const MOST_ROWS = 5_000_000;
/** Rows handed on at a time. */
const STEP_ROWS = 20_000;
/** Text of a row over all its columns: one word of a dictionary may stand in each of them. */
const MOST_ROW_CHARS = 4_000_000;
/** Columns of a file that are read at most: a row with more is no row to label. */
const MOST_COLUMNS = 500;

/**
 * Rows of a Parquet file, one row group after the other; only columns of plain values are read. Numbers that name a class in the
 * file's Hugging Face metadata become the class's name. `line` counts rows from 1. Throws `invalid_input` for a file
 * that is no sound Parquet file, or whose groups are too large to read at bounded memory.
 */
export async function* readParquet(file: AsyncBuffer, firstLine = 1): AsyncGenerator<SourceRow | BadRow> {
  const meta = await sound(() => metadataOf(file));
  const rows = Number(meta.num_rows);
  if (!(rows >= 0 && rows <= MOST_ROWS)) throw refusal(`it says that it has ${meta.num_rows} rows`);
  const columns = plainColumns(meta);
  if (columns.length === 0) throw refusal("it has no column of plain values");
  const classes = classNames(meta);
  let start = 0;
  for (const [i, group] of meta.row_groups.entries()) {
    const count = Number(group.num_rows);
    if (!(count >= 0 && start + count <= rows)) throw refusal("its row groups do not add up");
    checkSizes(group, i, count);
    for (let from = 0; from < count; from += STEP_ROWS) {
      const rowStart = start + from;
      const rowEnd = start + Math.min(count, from + STEP_ROWS);
      const read = await sound(() =>
        parquetReadObjects({ file, metadata: meta, columns, rowStart, rowEnd, compressors: GUARDED, utf8: true }),
      );
      for (const [k, row] of read.entries()) yield rowOf(row, firstLine + rowStart + k, columns, classes);
    }
    start += count;
  }
}

function rowOf(
  row: Readonly<Record<string, unknown>>,
  line: number,
  columns: readonly string[],
  classes: ReadonlyMap<string, readonly string[]>,
): SourceRow | BadRow {
  const cells = new Map<string, unknown>();
  let chars = 0;
  for (const name of columns) {
    const cell = cellOf(row[name], classes.get(name));
    if (typeof cell === "string") chars += cell.length;
    if (chars > MOST_ROW_CHARS) return badRow(line, name, `the row is longer than ${MOST_ROW_CHARS} characters`);
    cells.set(name, cell);
  }
  return { kind: "row", line, cells };
}

function cellOf(value: unknown, classes: readonly string[] | undefined): unknown {
  if (typeof value === "bigint" || typeof value === "number") {
    const name = classes?.[Number(value)];
    return name ?? (typeof value === "bigint" ? value.toString() : value);
  }
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? undefined : value.toISOString();
  if (typeof value === "string" && value.length > MAX_RECORD_CHARS) return value.slice(0, MAX_RECORD_CHARS + 1);
  return value ?? undefined;
}

async function metadataOf(file: AsyncBuffer): Promise<FileMetaData> {
  if (file.byteLength < 12) throw refusal("it is too short");
  const tail = new DataView(await file.slice(file.byteLength - 8, file.byteLength));
  if (tail.getUint32(4, true) !== 0x31524150)
    throw refusal("it does not end as one: it was cut off, or is something else");
  const bytes = tail.getUint32(0, true);
  if (bytes > MOST_META_BYTES || bytes + 8 > file.byteLength) throw refusal("its directory is larger than may be");
  return parquetMetadataAsync(file);
}

/** Columns at the top whose values are single: lists, structs and bytes say nothing that a row of text could. */
function plainColumns({ schema }: FileMetaData): string[] {
  const root = schema[0];
  const names: string[] = [];
  for (let i = 1; i < schema.length; ) {
    const field = schema[i];
    if (!field) break;
    const leaf = (field.num_children ?? 0) === 0;
    const bytes =
      field.type === "BYTE_ARRAY" && field.converted_type !== "UTF8" && field.logical_type?.type !== "STRING";
    if (leaf && field.repetition_type !== "REPEATED" && !bytes) names.push(field.name);
    i = skip(schema, i, 0);
    if (names.length > MOST_COLUMNS) throw refusal(`it has more than ${MOST_COLUMNS} columns`);
  }
  if (!root) throw refusal("it has no schema");
  return names;
}

function skip(schema: FileMetaData["schema"], at: number, depth: number): number {
  if (depth > 50) throw refusal("its schema is nested too deep");
  const children = schema[at]?.num_children ?? 0;
  let next = at + 1;
  for (let i = 0; i < children && next < schema.length; i++) next = skip(schema, next, depth + 1);
  return next;
}

function checkSizes({ columns }: FileMetaData["row_groups"][number], index: number, rows: number): void {
  let bytes = 0;
  for (const { meta_data: meta } of columns) {
    if (!meta) throw refusal("its columns lie in other files");
    bytes += Number(meta.total_uncompressed_size);
    if (Number(meta.num_values) > Math.max(rows, 1) * 1_000)
      throw refusal(`row group ${index + 1} says too much of itself`);
  }
  if (!(bytes >= 0 && bytes <= MOST_GROUP_BYTES)) {
    const most = MOST_GROUP_BYTES / 1_000_000;
    throw refusal(
      `row group ${index + 1} unpacks to more than ${most} MB. Write it with smaller row groups (such as 10,000 rows)`,
    );
  }
}

/** Unpackers that do not make room for more than a page may have, whatever the page says of itself. */
const GUARDED = Object.fromEntries(
  Object.entries(compressors).map(([codec, unpack]) => [
    codec,
    (input: Uint8Array, bytes: number) => {
      if (!(bytes >= 0 && bytes <= MOST_PAGE_BYTES)) throw refusal("a page of it unpacks to more than 64 MB");
      return unpack?.(input, bytes) ?? input;
    },
  ]),
) as Compressors;

/** What a dataset of the Hugging Face library writes into its files: which whole number means which class. */
function classNames({ key_value_metadata }: FileMetaData): ReadonlyMap<string, readonly string[]> {
  const text = key_value_metadata?.find(({ key }) => key === "huggingface")?.value;
  const classes = new Map<string, readonly string[]>();
  try {
    const { info } = JSON.parse(text ?? "{}") as { info?: { features?: Record<string, { names?: unknown }> } };
    for (const [column, { names }] of Object.entries(info?.features ?? {})) {
      if (Array.isArray(names) && names.every((name) => typeof name === "string")) classes.set(column, names);
    }
  } catch {
    // words of another program under the same key
  }
  return classes;
}

/** Runs the reader; whatever it stumbles over means that the file is not sound. */
async function sound<T>(read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof AppError) throw error;
    throw new AppError(
      "invalid_input",
      "This is not a sound Parquet file: it is damaged, or packed in an unknown way.",
      {
        cause: error,
      },
    );
  }
}

const refusal = (reason: string) => new AppError("invalid_input", `The Parquet file is refused: ${reason}.`);
