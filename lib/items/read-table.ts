import { pickColumns } from "@/lib/import/columns";
import { readCsv } from "@/lib/import/csv";
import { openText } from "@/lib/import/detect-encoding";
import { readJsonl } from "@/lib/import/jsonl";
import type { BadRow, SourceRow } from "@/lib/import/source-row";
import { AppError } from "@/lib/kernel/errors";
import type { Candidate } from "./ingest-row";
import type { Upload, UploadDeps, UploadNotes } from "./upload";

type Rows = AsyncGenerator<Candidate | BadRow>;

/** A table of text: CSV, or tabs between the cells. */
export async function* readCsvUpload(_: UploadDeps, upload: Upload, notes: UploadNotes): Rows {
  yield* readRows(readCsv(await textOf(upload, notes)), upload, notes, true);
}

/** JSON Lines: one object a line. */
export async function* readJsonlUpload(_: UploadDeps, upload: Upload, notes: UploadNotes): Rows {
  yield* readRows(readJsonl(await textOf(upload, notes)), upload, notes, false);
}

/** One Parquet file. */
export async function* readParquetUpload(deps: UploadDeps, upload: Upload, notes: UploadNotes): Rows {
  yield* readRows(rowsOfShard(deps, upload.bytes, 1), upload, notes, true);
}

/** The rows of one Parquet file, laid down while they are read. */
export async function* rowsOfShard(
  { spool, readParquet }: Pick<UploadDeps, "spool" | "readParquet">,
  bytes: AsyncIterable<Uint8Array>,
  firstLine: number,
): AsyncGenerator<SourceRow | BadRow> {
  const file = await spool(bytes);
  try {
    yield* readParquet(file.path, firstLine);
  } finally {
    await file.close();
  }
}

async function textOf({ bytes }: Upload, notes: UploadNotes): Promise<AsyncIterable<string>> {
  const { encoding, text } = await openText(bytes);
  notes.encoding = encoding;
  return text;
}

/** Rows whose columns are not understood yet, as candidates. */
export async function* readRows(
  rows: AsyncIterable<SourceRow | BadRow>,
  { taskType, gold }: Upload,
  notes: UploadNotes,
  complete: boolean,
): Rows {
  const reader = taskType.rows;
  if (!reader)
    throw new AppError(
      "invalid_input",
      `${taskType.title} takes no rows of text; upload a zip of images or recordings.`,
    );
  const { suggestible: predictions } = taskType;
  const wanted = { text: reader.columns, gold, complete, object: reader.sample !== undefined, predictions };
  const picked = pickColumns(rows, wanted, (columns) => {
    notes.columns = columns;
  });
  for await (const row of picked) {
    if (row.kind === "bad") yield row;
    else yield { ...row, kind: "candidate", at: notes.columns?.text ?? "text", payload: reader.read(row.text) };
  }
}
