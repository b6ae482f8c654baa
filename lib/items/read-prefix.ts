import type { BadRow } from "@/lib/import/source-row";
import { AppError } from "@/lib/kernel/errors";
import { IMPORTERS } from "./importers";
import type { Candidate } from "./ingest-row";
import { type Format, IMPORT_LIMITS } from "./item";
import { mostBytesFor, readMedia, takesMedia } from "./media-payload";
import type { Bucket, FetchBucket, ListBucket } from "./ports";
import type { Upload, UploadDeps, UploadNotes } from "./upload";
import { whole } from "./whole";

/** Files of one import at most. */
const MOST_FILES = 10_000;

const MEDIA = /\.(png|jpe?g|webp|gif|wav|flac|mp3|ogg|oga|opus|m4a|webm)$/i;

/** What files of each kind are called; others under the prefix are left aside. */
const ENDINGS: Readonly<Record<Format, RegExp>> = {
  csv: /\.(csv|txt)$/i,
  tsv: /\.tsv$/i,
  jsonl: /\.(jsonl|ndjson)$/i,
  parquet: /\.parquet$/i,
  hf: /\.parquet$/i,
  "label-studio": /\.json$/i,
  coco: /\.json$/i,
  zip: new RegExp(`\\.zip$|${MEDIA.source}`, "i"),
  urls: /\.(csv|txt)$/i,
};

type PrefixDeps = UploadDeps & { readonly listBucket: ListBucket; readonly fetchBucket: FetchBucket };

/**
 * Every file of a kind below a prefix of a bucket, one after the other as one import, in the order of their names; for zips also images and
 * recordings as they lie there. A row is told by its file and its line there.
 */
export async function* readPrefix(
  deps: PrefixDeps,
  place: { readonly bucket: Bucket; readonly prefix: string; readonly format: Format },
  upload: Omit<Upload, "bytes">,
  watch: { readonly notes: UploadNotes; pass(bytes: AsyncIterable<Uint8Array>): AsyncIterable<Uint8Array> },
): AsyncGenerator<Candidate | BadRow> {
  const { bucket, prefix, format } = place;
  const others = { count: 0 };
  let files = 0;
  for await (const { key } of deps.listBucket(bucket, prefix)) {
    if (!ENDINGS[format].test(key)) {
      if (!key.endsWith("/")) others.count += 1;
      continue;
    }
    files += 1;
    if (files > MOST_FILES) throw tooMany();
    const file = key.slice(prefix.length) || key;
    const maxBytes = MEDIA.test(key) ? mostBytesFor(upload.taskType) : IMPORT_LIMITS.bytes;
    const { bytes } = await deps.fetchBucket({ ...bucket, key }, { maxBytes });
    const passed = watch.pass(bytes);
    if (MEDIA.test(key)) yield await mediaRow(deps, upload, file, passed);
    else
      for await (const row of rowsOf(deps, format, { ...upload, bytes: passed }, watch.notes)) yield named(row, file);
  }
  if (files === 0) throw nothing(bucket, prefix, format);
  if (others.count > 0) watch.notes.leftOut = `${others.count} other ${others.count === 1 ? "object" : "objects"}`;
}

const rowsOf = (deps: UploadDeps, format: Format, upload: Upload, notes: UploadNotes) =>
  IMPORTERS[format].read(deps, upload, notes);

const named = (row: Candidate | BadRow, file: string): Candidate | BadRow =>
  row.kind === "bad" ? { ...row, at: `${file}: ${row.at}` } : { ...row, file };

async function mediaRow(
  deps: UploadDeps,
  { taskType }: Omit<Upload, "bytes">,
  file: string,
  bytes: AsyncIterable<Uint8Array>,
): Promise<Candidate | BadRow> {
  if (!takesMedia(taskType)) throw new AppError("invalid_input", `${taskType.title} takes no images or recordings.`);
  const read = await readMedia(deps, taskType, file, await whole(bytes));
  if (read.kind === "none") return { kind: "bad", line: 1, at: file, reason: read.reason };
  return { kind: "candidate", line: 1, at: file, id: file, payload: read.payload, gold: undefined };
}

const tooMany = () =>
  new AppError("too_large", `One import takes ${MOST_FILES.toLocaleString("en")} files at most. Take a longer prefix.`);

const nothing = ({ bucket }: Bucket, prefix: string, format: Format) =>
  new AppError(
    "invalid_input",
    `There is no file of the kind ${format} below s3://${bucket}/${prefix.slice(0, 200)}. Is the prefix right, and the kind?`,
  );
