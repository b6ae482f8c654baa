import { ByteWriter, ParquetWriter } from "hyparquet-writer";
import { canonicalJson } from "@/lib/kernel/canonical-json";
import type { Scalar } from "@/lib/task-types/task-type";
import { type Extra, type ExtraValue, extraColumns } from "../extras";
import type { Writing } from "../format";
import { answerOf } from "../ontology";
import { type DatasetRow, isGold } from "../row";

/** Column types that we use; all of them readable by every Parquet reader. */
type Type = "STRING" | "INT32" | "BOOLEAN";

export type ParquetColumn = {
  readonly name: string;
  readonly type: Type;
  of(row: DatasetRow): Scalar;
};

/** Rows of a group: what one has in memory while writing, and what a reader takes at once. */
const GROUP_ROWS = 20_000;

/** Columns that hold whole numbers or truths; every other extra is text, nested ones as JSON. */
const EXTRA_TYPES: Partial<Record<Extra, Type>> = { certainty: "INT32", entropy: "INT32", blind: "BOOLEAN" };

/** The columns of a dataset, from its task type and the extras asked for alone. */
export function parquetColumns(writing: Writing): readonly ParquetColumn[] {
  const { ontology, assetUrl, extras } = writing;
  const content = (row: DatasetRow) => ontology.content(row.payload);
  const own: ParquetColumn[] = [
    { name: "id", type: "STRING", of: (row) => row.id },
    { name: "item", type: "STRING", of: (row) => row.hash },
    { name: "text", type: "STRING", of: (row) => content(row).text ?? null },
    { name: "payload", type: "STRING", of: (row) => canonicalJson(row.payload) },
    { name: "gold", type: "BOOLEAN", of: isGold },
    { name: "answers", type: "INT32", of: (row) => row.consensus?.answers ?? 0 },
  ];
  const asset: ParquetColumn = {
    name: "asset",
    type: "STRING",
    of: (row) => {
      const sha256 = content(row).asset;
      return sha256 === undefined ? null : assetUrl(sha256);
    },
  };
  const beside = extraColumns(extras).map(
    ({ name, extra, of }): ParquetColumn => ({
      name,
      type: EXTRA_TYPES[extra] ?? "STRING",
      of: (row) => flat(of(row, writing)),
    }),
  );
  const answers = ontology.answerColumns.map(
    (name): ParquetColumn => ({
      name,
      type: typeOf(ontology.answerExample[name]),
      of: (row) => answerOf(row, ontology)[name] ?? null,
    }),
  );
  return [...new Map([...own, asset, ...beside, ...answers].map((column) => [column.name, column])).values()];
}

const flat = (value: ExtraValue): Scalar =>
  typeof value === "object" && value !== null ? canonicalJson(value) : value;

function typeOf(example: Scalar | undefined): Type {
  if (typeof example === "number") return "INT32";
  return typeof example === "boolean" ? "BOOLEAN" : "STRING";
}

/**
 * One Parquet file, a row group at a time: what is held is one group, however long the file becomes. At most `most` rows;
 * what is left in `rows` stays there for the next file.
 */
export async function* parquetFile(
  columns: readonly ParquetColumn[],
  rows: AsyncIterator<DatasetRow[]>,
  most = Number.POSITIVE_INFINITY,
): AsyncGenerator<Uint8Array> {
  const writer = new ByteWriter();
  const file = new ParquetWriter({ writer, schema: schemaOf(columns), createdBy: "assay" });
  for (let written = 0; written < most; ) {
    const { done, value: group } = await rows.next();
    if (done) break;
    const columnData = columns.map(({ name, of }) => ({ name, data: group.map(of) }));
    await file.write({ columnData, rowGroupSize: group.length });
    written += group.length;
    yield taken(writer);
  }
  await file.finish();
  yield taken(writer);
}

/** What was written since the last time; the places of what comes after count on. */
function taken(writer: ByteWriter): Uint8Array {
  const bytes = writer.getBytes().slice();
  writer.index = 0;
  return bytes;
}

function schemaOf(columns: readonly ParquetColumn[]) {
  const leaf = ({ name, type }: ParquetColumn) =>
    type === "STRING"
      ? { name, type: "BYTE_ARRAY" as const, converted_type: "UTF8" as const, repetition_type: "OPTIONAL" as const }
      : { name, type, repetition_type: "OPTIONAL" as const };
  return [{ name: "root", num_children: columns.length }, ...columns.map(leaf)];
}

/** Pages of rows put together into row groups. */
export async function* rowGroups(pages: AsyncIterable<readonly DatasetRow[]>): AsyncGenerator<DatasetRow[]> {
  let group: DatasetRow[] = [];
  for await (const page of pages) {
    for (const row of page) {
      group.push(row);
      if (group.length === GROUP_ROWS) {
        yield group;
        group = [];
      }
    }
  }
  if (group.length > 0) yield group;
}
