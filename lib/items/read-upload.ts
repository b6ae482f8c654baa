import { type Columns, isGoodId, MAX_ID_CHARS, pickColumns } from "@/lib/import/columns";
import { readCsv } from "@/lib/import/csv";
import { openText } from "@/lib/import/detect-encoding";
import { imageKind } from "@/lib/import/image-kind";
import { readJsonl } from "@/lib/import/jsonl";
import { type BadRow, badRow } from "@/lib/import/source-row";
import { type Archive, safeEntries, type ZipEntry } from "@/lib/import/zip";
import { AppError } from "@/lib/kernel/errors";
import { sha256Hex } from "@/lib/kernel/sha256";
import type { AnyTaskType } from "@/lib/task-types/task-type";
import type { Candidate } from "./ingest-row";
import type { Format } from "./item";
import type { AssetFiles, Assets, Images, Unzip } from "./ports";

export type UploadDeps = {
  readonly unzip: Unzip;
  readonly images: Images;
  readonly files: AssetFiles;
  readonly assets: Assets;
};

/** What was found out about an upload while it was read. */
export type UploadNotes = { encoding: string | null; columns: Columns | null };

export type Upload = {
  readonly format: Format;
  readonly taskType: AnyTaskType;
  /** The owner's name for the gold column. */
  readonly gold: string | undefined;
  readonly bytes: AsyncIterable<Uint8Array>;
};

/** Rows of an upload in their order, whatever its format; `notes` is filled in on the way. */
export async function* readUpload(
  deps: UploadDeps,
  upload: Upload,
  notes: UploadNotes,
): AsyncGenerator<Candidate | BadRow> {
  if (upload.format === "zip") yield* readImages(deps, upload);
  else yield* readTable(upload, notes);
}

async function* readTable({ format, taskType, gold, bytes }: Upload, notes: UploadNotes) {
  const reader = taskType.rows;
  if (!reader) throw new AppError("invalid_input", `${taskType.title} takes no rows of text; upload a zip of images.`);
  const { encoding, text } = await openText(bytes);
  notes.encoding = encoding;
  const rows = format === "jsonl" ? readJsonl(text) : readCsv(text);
  const wanted = {
    ...{ text: reader.columns, gold, complete: format !== "jsonl" },
    object: reader.sample !== undefined,
  };
  const picked = pickColumns(rows, wanted, (columns) => {
    notes.columns = columns;
  });
  for await (const row of picked) {
    if (row.kind === "bad") yield row;
    else {
      const at = notes.columns?.text ?? "text";
      const candidate: Candidate = { ...row, kind: "candidate", at, payload: reader.read(row.text) };
      yield candidate;
    }
  }
}

/** A table at the top of an archive that says of its files: id and known answer. */
const LIST_NAMES = ["items.csv", "gold.csv", "manifest.csv"];

async function* readImages(deps: UploadDeps, { taskType, gold, bytes }: Upload): AsyncGenerator<Candidate | BadRow> {
  if (!taskType.fromImage)
    throw new AppError("invalid_input", `${taskType.title} takes no images; upload CSV or JSONL.`);
  const archive = await deps.unzip(bytes);
  try {
    const entries = safeEntries(archive.entries);
    const list = entries.find(({ name }) => LIST_NAMES.includes(name.toLowerCase()));
    const told = list ? await readList(archive, list, gold) : new Map<string, Told>();
    let line = 0;
    for (const entry of entries) {
      if (entry === list) continue;
      line += 1;
      yield await readImage(deps, archive, entry, { line, taskType, told: told.get(entry.name) });
    }
    const names = new Set(entries.map(({ name }) => name));
    for (const [name, { line }] of told) {
      if (!names.has(name)) yield badRow(line, name, `${list?.name} names it, but it is not in the archive`);
    }
  } finally {
    await archive.close();
  }
}

type Told = { readonly line: number; readonly id: string | undefined; readonly gold: string | undefined };

async function readList(
  archive: Archive,
  list: ZipEntry,
  gold: string | undefined,
): Promise<ReadonlyMap<string, Told>> {
  const { text } = await openText(archive.read(list));
  const told = new Map<string, Told>();
  for await (const row of pickColumns(readCsv(text), { text: ["file", "image", "name"], gold, complete: true })) {
    if (row.kind === "bad") throw new AppError("invalid_input", `${list.name}, line ${row.line}: ${row.reason}.`);
    told.set(row.text, { line: row.line, id: row.id, gold: row.gold });
  }
  return told;
}

type ImagePlace = { readonly line: number; readonly taskType: AnyTaskType; readonly told: Told | undefined };

async function readImage(
  deps: UploadDeps,
  archive: Archive,
  entry: ZipEntry,
  { line, taskType, told }: ImagePlace,
): Promise<Candidate | BadRow> {
  const { name } = entry;
  if (!isGoodId(name)) return badRow(line, name.slice(0, 80), `its name is longer than ${MAX_ID_CHARS} characters`);
  const bytes = await collect(archive.read(entry), entry.bytes);
  if (!imageKind(bytes)) return badRow(line, name, "it is no PNG, JPEG, WebP or GIF image, whatever its name says");
  const image = await deps.images.normalise(bytes);
  if (image.kind === "none") return badRow(line, name, image.reason);
  const { width, height, mediaType } = image;
  const asset = sha256Hex(image.bytes);
  await deps.files.put(asset, image.bytes);
  await deps.assets.save({ sha256: asset, mediaType, width, height, bytes: image.bytes.length });
  const payload = taskType.fromImage?.({ asset, width, height, name });
  return { kind: "candidate", line, at: name, id: told?.id ?? name, payload, gold: told?.gold };
}

async function collect(source: AsyncIterable<Uint8Array>, size: number): Promise<Uint8Array> {
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
