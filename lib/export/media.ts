import type { Piece, Writing } from "./format";
import type { DatasetRow } from "./row";
import type { Part } from "./split";

const EXTENSIONS: Readonly<Record<string, string>> = {
  "image/png": "png",
  "image/jpeg": "jpg",
  "image/webp": "webp",
  "image/gif": "gif",
  "image/avif": "avif",
  "audio/mpeg": "mp3",
  "audio/wav": "wav",
  "audio/x-wav": "wav",
  "audio/flac": "flac",
  "audio/ogg": "ogg",
  "audio/webm": "webm",
  "audio/mp4": "m4a",
};

/** A file's name by its content: the same in every format, and no way out of its folder. */
export function mediaName(sha256: string, { mediaTypeOf }: Pick<Writing, "mediaTypeOf">): string {
  const extension = EXTENSIONS[mediaTypeOf(sha256) ?? ""];
  return extension === undefined ? sha256 : `${sha256}.${extension}`;
}

/**
 * A name for what belongs to one row: the owner's id as far as a file may be called so, and enough of the item's hash that
 * no two are the same.
 */
export function rowName({ id, hash }: DatasetRow): string {
  const safe = id.replaceAll(/[^A-Za-z0-9_-]+/g, "_").slice(0, 60);
  return `${safe === "" ? "item" : safe}-${hash.slice(0, 16)}`;
}

/** Name of a row's image in formats where image and labels are told together by their names. */
export function imageName(row: DatasetRow, writing: Writing): string {
  const { asset } = writing.ontology.content(row.payload);
  const extension = asset === undefined ? undefined : EXTENSIONS[writing.mediaTypeOf(asset) ?? ""];
  return `${rowName(row)}.${extension ?? "jpg"}`;
}

/** The bytes of a row's file under a path; nothing, and a loss, where the store has none. */
export async function* mediaPieces(row: DatasetRow, path: string, writing: Writing): AsyncGenerator<Piece> {
  const { asset } = writing.ontology.content(row.payload);
  const chunks = asset === undefined ? undefined : await writing.bytesOf(asset);
  if (!chunks) {
    if (asset !== undefined) writing.lose("files that are not in the store left out");
    return;
  }
  for await (const data of chunks) yield { path, data };
}

/** Every file of a part once, by its content, under `media/`. */
export async function* mediaFolder(part: Part, writing: Writing): AsyncGenerator<Piece> {
  const seen = new Set<string>();
  for await (const page of writing.rows(part)) {
    for (const row of page) {
      const { asset } = writing.ontology.content(row.payload);
      if (asset === undefined || seen.has(asset)) continue;
      seen.add(asset);
      yield* mediaPieces(row, `media/${mediaName(asset, writing)}`, writing);
    }
  }
}
