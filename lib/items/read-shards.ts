import { openText } from "@/lib/import/detect-encoding";
import type { BadRow, SourceRow } from "@/lib/import/source-row";
import { safeEntries } from "@/lib/import/zip";
import { AppError } from "@/lib/kernel/errors";
import type { Candidate } from "./ingest-row";
import { IMPORT_LIMITS } from "./item";
import { peeked } from "./peeked";
import { readRows, rowsOfShard } from "./read-table";
import type { Upload, UploadDeps, UploadNotes } from "./upload";

type Bytes = AsyncIterable<Uint8Array>;

/** Shards that are fetched one after the other in one upload at most, and how long the list of them may be. */
const MOST_SHARDS = 1_000;
const MOST_LIST_CHARS = 1_000_000;

/**
 * A dataset as Hugging Face `datasets` lays it out: Parquet shards, read one after the other as one table. They come as a zip of the
 * folder (in the order of their names), as a list of their addresses (one a line, or the JSON list that the hub's
 * `/api/datasets/<name>/parquet/<config>/<split>` answers), or as the one file that there is.
 */
export async function* readHfUpload(
  deps: UploadDeps,
  upload: Upload,
  notes: UploadNotes,
): AsyncGenerator<Candidate | BadRow> {
  const { head, bytes } = await peeked(upload.bytes, 4);
  const magic = new TextDecoder("latin1").decode(head.subarray(0, 4));
  const shards =
    magic === "PAR1" ? just(bytes) : magic.startsWith("PK") ? zipped(deps, bytes, notes) : fetched(deps, bytes);
  async function* rows(): AsyncGenerator<SourceRow | BadRow> {
    let line = 1;
    for await (const shard of shards) {
      for await (const row of rowsOfShard(deps, shard, line)) {
        line = row.line + 1;
        yield row;
      }
    }
  }
  yield* readRows(rows(), upload, notes, true);
}

async function* just(bytes: Bytes): AsyncGenerator<Bytes> {
  yield bytes;
}

/** A shard is a file of its own kind: it may be large, and text packs well. */
const SHARDS = { entryBytes: 1_000_000_000, ratio: 1_000 } as const;

async function* zipped({ unzip }: UploadDeps, bytes: Bytes, notes: UploadNotes): AsyncGenerator<Bytes> {
  const archive = await unzip(bytes);
  try {
    const entries = safeEntries(archive.entries, SHARDS);
    const shards = entries.filter(({ name }) => name.endsWith(".parquet")).sort((a, b) => (a.name < b.name ? -1 : 1));
    if (shards.length === 0) throw new AppError("invalid_input", "There is no .parquet file in the archive.");
    const others = entries.length - shards.length;
    if (others > 0) notes.leftOut = `${others} ${others === 1 ? "file" : "files"} beside the Parquet shards`;
    for (const shard of shards) yield archive.read(shard);
  } finally {
    await archive.close();
  }
}

async function* fetched({ fetchUrl }: UploadDeps, bytes: Bytes): AsyncGenerator<Bytes> {
  let room: number = IMPORT_LIMITS.bytes;
  for (const url of addressesIn(await listOf(bytes))) {
    const shard = await fetchUrl(url, { maxBytes: room });
    yield counted(shard.bytes);
  }
  async function* counted(from: Bytes): AsyncGenerator<Uint8Array> {
    for await (const chunk of from) {
      room -= chunk.length;
      if (room < 0) throw new AppError("too_large", "The shards are larger than one upload may be, all together.");
      yield chunk;
    }
  }
}

async function listOf(bytes: Bytes): Promise<string> {
  let list = "";
  for await (const piece of (await openText(bytes)).text) {
    list += piece;
    if (list.length > MOST_LIST_CHARS) throw notShards();
  }
  return list.trim();
}

function addressesIn(list: string): readonly string[] {
  const lines = list.startsWith("[") ? jsonList(list) : list.split(/\s+/);
  const urls = lines.filter((line): line is string => typeof line === "string" && /^https?:\/\/\S+$/.test(line));
  if (urls.length === 0 || urls.length !== lines.length) throw notShards();
  if (urls.length > MOST_SHARDS) throw new AppError("too_large", `One upload takes ${MOST_SHARDS} shards at most.`);
  return urls;
}

function jsonList(text: string): readonly unknown[] {
  try {
    const value: unknown = JSON.parse(text);
    return Array.isArray(value) ? value : [];
  } catch {
    return [];
  }
}

const notShards = () =>
  new AppError(
    "invalid_input",
    "This is no Hugging Face dataset: send its .parquet shards as a zip, one .parquet file, or a list of their addresses (https://…), one a line.",
  );
