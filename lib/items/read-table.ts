import { pickColumns } from "@/lib/import/columns";
import { readCsv } from "@/lib/import/csv";
import { openText } from "@/lib/import/detect-encoding";
import { readJsonl } from "@/lib/import/jsonl";
import { readParquet } from "@/lib/import/parquet";
import type { BadRow, SourceRow } from "@/lib/import/source-row";
import { safeEntries } from "@/lib/import/zip";
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
export async function* readParquetUpload({ spool }: UploadDeps, upload: Upload, notes: UploadNotes): Rows {
  const file = await spool(upload.bytes);
  try {
    yield* readRows(readParquet(file), upload, notes, true);
  } finally {
    await file.close();
  }
}

/** A folder as Hugging Face `datasets` lays it out, zipped: Parquet shards, read in the order of their names as one table. */
export async function* readHfUpload(deps: UploadDeps, upload: Upload, notes: UploadNotes): Rows {
  const archive = await deps.unzip(upload.bytes);
  try {
    const entries = safeEntries(archive.entries, SHARDS);
    const shards = entries.filter(({ name }) => name.endsWith(".parquet")).sort((a, b) => (a.name < b.name ? -1 : 1));
    if (shards.length === 0) throw new AppError("invalid_input", "There is no .parquet file in the archive.");
    const others = entries.length - shards.length;
    if (others > 0) notes.leftOut = `${others} ${others === 1 ? "file" : "files"} beside the Parquet shards`;
    async function* rows() {
      let line = 1;
      for (const shard of shards) {
        const file = await deps.spool(archive.read(shard));
        try {
          for await (const row of readParquet(file, line)) {
            line = row.line + 1;
            yield row;
          }
        } finally {
          await file.close();
        }
      }
    }
    yield* readRows(rows(), upload, notes, true);
  } finally {
    await archive.close();
  }
}

/** A shard is a file of its own kind: it may be large, and text packs well. */
const SHARDS = { entryBytes: 1_000_000_000, ratio: 1_000 } as const;

async function textOf({ bytes }: Upload, notes: UploadNotes): Promise<AsyncIterable<string>> {
  const { encoding, text } = await openText(bytes);
  notes.encoding = encoding;
  return text;
}

async function* readRows(
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
  const wanted = { text: reader.columns, gold, complete, object: reader.sample !== undefined };
  const picked = pickColumns(rows, wanted, (columns) => {
    notes.columns = columns;
  });
  for await (const row of picked) {
    if (row.kind === "bad") yield row;
    else yield { ...row, kind: "candidate", at: notes.columns?.text ?? "text", payload: reader.read(row.text) };
  }
}
