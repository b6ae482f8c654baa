import { isGoodId, MAX_ID_CHARS, type PickedRow, pickColumns, type Wanted } from "@/lib/import/columns";
import { readCsv } from "@/lib/import/csv";
import { openText } from "@/lib/import/detect-encoding";
import { type BadRow, badRow } from "@/lib/import/source-row";
import { type Archive, safeEntries, type ZipEntry } from "@/lib/import/zip";
import { AppError } from "@/lib/kernel/errors";
import type { AnyTaskType } from "@/lib/task-types/task-type";
import type { Candidate } from "./ingest-row";
import { mostBytesFor, readMedia, takesMedia } from "./media-payload";
import type { Upload, UploadDeps } from "./upload";

/** A table at the top of an archive that says of its files: id and known answer. */
const LIST_NAMES = ["items.csv", "gold.csv", "manifest.csv"];

/** A zip of images or recordings: each file is an item; a list at its top may say ids and known answers. */
export async function* readZip(
  deps: UploadDeps,
  { taskType, gold, bytes }: Upload,
): AsyncGenerator<Candidate | BadRow> {
  if (!takesMedia(taskType))
    throw new AppError("invalid_input", `${taskType.title} takes no images or recordings; upload CSV or JSONL.`);
  const archive = await deps.unzip(bytes);
  try {
    const entries = safeEntries(archive.entries, { entryBytes: mostBytesFor(taskType), ratio: 100 });
    const list = entries.find(({ name }) => LIST_NAMES.includes(name.toLowerCase()));
    const told = list
      ? await readList(archive, list, { gold, predictions: taskType.suggestible })
      : new Map<string, Told>();
    let line = 0;
    for (const entry of entries) {
      if (entry === list) continue;
      line += 1;
      yield await readEntry(deps, archive, entry, { line, taskType, told: told.get(entry.name) });
    }
    const names = new Set(entries.map(({ name }) => name));
    for (const [name, { line }] of told) {
      if (!names.has(name)) yield badRow(line, name, `${list?.name} names it, but it is not in the archive`);
    }
  } finally {
    await archive.close();
  }
}

type Told = Pick<PickedRow, "line" | "id" | "gold" | "prediction">;

async function readList(
  archive: Archive,
  list: ZipEntry,
  wanted: Pick<Wanted, "gold" | "predictions">,
): Promise<ReadonlyMap<string, Told>> {
  const { text } = await openText(archive.read(list));
  const told = new Map<string, Told>();
  for await (const row of pickColumns(readCsv(text), {
    text: ["file", "image", "audio", "name"],
    ...wanted,
    complete: true,
  })) {
    if (row.kind === "bad") throw new AppError("invalid_input", `${list.name}, line ${row.line}: ${row.reason}.`);
    told.set(row.text, row);
  }
  return told;
}

type EntryPlace = { readonly line: number; readonly taskType: AnyTaskType; readonly told: Told | undefined };

async function readEntry(
  deps: UploadDeps,
  archive: Archive,
  entry: ZipEntry,
  { line, taskType, told }: EntryPlace,
): Promise<Candidate | BadRow> {
  const { name } = entry;
  if (!isGoodId(name)) return badRow(line, name.slice(0, 80), `its name is longer than ${MAX_ID_CHARS} characters`);
  const bytes = await collect(archive.read(entry), entry.bytes);
  const payload = await readMedia(deps, taskType, name, bytes);
  if (payload.kind === "none") return badRow(line, name, payload.reason);
  const { id = name, gold, prediction } = told ?? { gold: undefined };
  return { kind: "candidate", line, at: name, id, payload: payload.payload, gold, ...(prediction && { prediction }) };
}

/** All bytes of an entry, which may not be more than the directory has said. */
export async function collect(source: AsyncIterable<Uint8Array>, size: number): Promise<Uint8Array> {
  const whole = new Uint8Array(size);
  let at = 0;
  for await (const chunk of source) {
    if (at + chunk.length > size)
      throw new AppError("invalid_input", "A file in the archive is longer than announced.");
    whole.set(chunk, at);
    at += chunk.length;
  }
  return whole.subarray(0, at);
}
