import { certaintyQ16, OF_CROWD, permille } from "./extras";
import type { Chunk, Piece, Writing } from "./format";
import { type Loss, type LossLine, lossCount } from "./loss";
import { mediaFolder } from "./media";
import type { Order } from "./options";
import type { DatasetRow } from "./row";
import { type Part, partOf } from "./split";

/** Rows in the order of item hashes, a page at a time; read anew at every call. */
export type RowSource = {
  pages(crowd: boolean): AsyncIterable<readonly DatasetRow[]>;
};

/** What a writing needs besides rows and order. */
export type Surroundings = Pick<Writing, "about" | "ontology" | "assetUrl" | "bytesOf"> & {
  readonly source: RowSource;
  /** The kinds of stored files by hash. */
  mediaTypes(sha256s: readonly string[]): Promise<ReadonlyMap<string, string>>;
  /** One archive of many files. The same pieces give the same bytes. */
  zip(pieces: AsyncIterable<Piece>): AsyncIterable<Uint8Array>;
};

export type Written = {
  readonly extension: string;
  readonly mediaType: string;
  readonly chunks: AsyncIterable<Chunk>;
  /** Complete when `chunks` has ended. */
  loss(): readonly LossLine[];
  rows(): number;
};

/**
 * A dataset in a format: the file itself, or an archive where the format is a folder, where the dataset is split and no part
 * was chosen, or where files go along. Memory stays that of a page of rows, however long the dataset is.
 */
export function writeOrder(order: Order, around: Surroundings): Written {
  const { format } = order;
  const loss = lossCount();
  const counts = { rows: 0 };
  const writing = writingOf(order, around, loss, counts);
  const base = { loss: loss.report, rows: () => counts.rows };
  const [part] = order.parts;
  if (format.shape === "file" && order.parts.length === 1 && !order.media && part !== undefined) {
    const chunks = format.file(writing, part, order.own);
    return { ...base, extension: named(format.extension, part), mediaType: format.mediaType, chunks };
  }
  const pieces = format.shape === "folder" ? format.folder(writing, order.own) : filePieces(order, writing);
  const extension = format.shape === "folder" ? format.extension : `${format.extension}.zip`;
  return { ...base, extension, mediaType: "application/zip", chunks: around.zip(pieces) };
}

const named = (extension: string, part: Part): string => (part === "all" ? extension : `${part}.${extension}`);

/** A format of one file, once for every part, and the items' files behind. */
async function* filePieces({ format, parts, media, own }: Order, writing: Writing): AsyncGenerator<Piece> {
  if (format.shape !== "file") return;
  for (const part of parts) {
    const path = `${part === "all" ? "data" : part}.${format.extension}`;
    // A part without a row has its file all the same.
    yield { path, data: "" };
    for await (const data of format.file(writing, part, own)) yield { path, data };
  }
  if (media) for (const part of parts) yield* mediaFolder(part, writing);
}

function writingOf(order: Order, around: Surroundings, loss: Loss, counts: { rows: number }): Writing {
  const crowd = order.format.fromCrowd === true || [...order.extras].some((extra) => OF_CROWD.has(extra));
  let types: ReadonlyMap<string, string> = new Map();
  const counted = new Set<Part>();
  async function* rows(part: Part): AsyncGenerator<readonly DatasetRow[]> {
    // A format may read a part twice: rows and losses are counted in the first reading.
    const first = !counted.has(part);
    counted.add(part);
    for await (const page of around.source.pages(crowd)) {
      const ours = page.filter((row) => part === "all" || (order.split && partOf(row, order.split) === part));
      const kept = ours.filter((row) => permille(certaintyQ16(row)) >= order.minPermille);
      if (first) {
        loss.lose(`items below a certainty of ${order.minPermille} ‰ left out`, ours.length - kept.length);
        counts.rows += kept.length;
      }
      const assets = kept.flatMap((row) => around.ontology.content(row.payload).asset ?? []);
      types = assets.length > 0 ? await around.mediaTypes([...new Set(assets)]) : types;
      if (kept.length > 0) yield kept;
    }
  }
  return {
    about: around.about,
    ontology: around.ontology,
    parts: order.parts,
    extras: order.extras,
    media: order.media,
    rows,
    assetUrl: around.assetUrl,
    mediaTypeOf: (sha256) => types.get(sha256),
    bytesOf: around.bytesOf,
    lose: loss.lose,
  };
}
