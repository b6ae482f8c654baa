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
  /** Whether hardly any value comes twice. */
  readonly unlike?: true;
  of(row: DatasetRow): Scalar;
};

/**
 * Rows of a group: what one has in memory while writing, and what a reader takes at once. With 20,000 the values grow so old
 * that the garbage collector costs a third of the time.
 */
const GROUP_ROWS = 5_000;

/** Columns that hold whole numbers or truths; every other extra is text, nested ones as JSON. */
const EXTRA_TYPES: Partial<Record<Extra, Type>> = { certainty: "INT32", entropy: "INT32", blind: "BOOLEAN" };

/** The columns of a dataset, from its task type and the extras asked for alone. */
export function parquetColumns(writing: Writing): readonly ParquetColumn[] {
  const { ontology, assetUrl, extras } = writing;
  const content = (row: DatasetRow) => ontology.content(row.payload);
  const own: ParquetColumn[] = [
    { name: "id", type: "STRING", unlike: true, of: (row) => row.id },
    { name: "item", type: "STRING", unlike: true, of: (row) => row.hash },
    { name: "text", type: "STRING", unlike: true, of: (row) => content(row).text ?? null },
    { name: "payload", type: "STRING", unlike: true, of: (row) => canonicalJson(row.payload) },
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
 * what is left in `groups` stays there for the next file.
 */
export async function* parquetFile(
  columns: readonly ParquetColumn[],
  groups: AsyncIterator<ColumnGroup>,
  most = Number.POSITIVE_INFINITY,
): AsyncGenerator<Uint8Array> {
  const writer = new ByteWriter();
  const file = new ParquetWriter({ writer, schema: schemaOf(columns), createdBy: "assay" });
  for (let written = 0; written < most; ) {
    const { done, value: group } = await groups.next();
    if (done) break;
    const columnData = columns.map(({ name, type, unlike }, i) => {
      const data = group.data[i] ?? [];
      // No dictionary is tried for texts of which hardly any comes twice.
      return type === "STRING" && unlike
        ? { name, data, encoding: "PLAIN" as const, statistics: false }
        : { name, data };
    });
    await file.write({ columnData, rowGroupSize: group.rows });
    written += group.rows;
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

/** The values of a row group, column by column. */
export type ColumnGroup = { readonly rows: number; readonly data: readonly Scalar[][] };

/** Pages of rows as row groups. Rows become values at once and are let go: what is kept long costs the garbage collector most. */
export async function* columnGroups(
  columns: readonly ParquetColumn[],
  pages: AsyncIterable<readonly DatasetRow[]>,
): AsyncGenerator<ColumnGroup> {
  let data: Scalar[][] = columns.map(() => []);
  let rows = 0;
  for await (const page of pages) {
    for (const row of page) {
      columns.forEach(({ of }, i) => {
        data[i]?.push(of(row));
      });
      rows += 1;
      if (rows < GROUP_ROWS) continue;
      yield { rows, data };
      data = columns.map(() => []);
      rows = 0;
    }
  }
  if (rows > 0) yield { rows, data };
}
