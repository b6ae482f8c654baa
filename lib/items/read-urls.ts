import { pickColumns } from "@/lib/import/columns";
import { readCsv } from "@/lib/import/csv";
import { openText } from "@/lib/import/detect-encoding";
import { type BadRow, badRow } from "@/lib/import/source-row";
import { AppError } from "@/lib/kernel/errors";
import type { AnyTaskType } from "@/lib/task-types/task-type";
import { MOST_IMAGE_BYTES, readImage } from "./image-payload";
import type { Candidate } from "./ingest-row";
import type { Upload, UploadDeps, UploadNotes } from "./upload";

/** Images that are fetched one by one in one upload at most. */
const MOST_URLS = 10_000;

/** A list of image addresses: a table with a column `url` (and `id`, `gold` where wanted). Each image is fetched and kept. */
export async function* readUrlsUpload(
  deps: UploadDeps,
  { taskType, gold, bytes }: Upload,
  notes: UploadNotes,
): AsyncGenerator<Candidate | BadRow> {
  const { encoding, text } = await openText(bytes);
  notes.encoding = encoding;
  const wanted = { text: ["url", "image", "link"], gold, complete: true };
  let count = 0;
  for await (const row of pickColumns(readCsv(text), wanted, (columns) => Object.assign(notes, { columns }))) {
    if (row.kind === "bad") yield row;
    else if (++count > MOST_URLS) {
      throw new AppError(
        "too_large",
        `One upload takes ${MOST_URLS.toLocaleString("en")} addresses at most. Split the list.`,
      );
    } else {
      const at = notes.columns?.text ?? "url";
      yield await fetchImage(deps, taskType, { line: row.line, at, url: row.text.trim(), id: row.id, gold: row.gold });
    }
  }
}

export type NamedImage = {
  readonly line: number;
  readonly at: string;
  readonly url: string;
  readonly id: string | undefined;
  readonly gold: string | undefined;
};

/** Fetches one image; that it is not to be had is a bad row, not the end. */
export async function fetchImage(
  deps: UploadDeps,
  taskType: AnyTaskType,
  { line, at, url, id, gold }: NamedImage,
): Promise<Candidate | BadRow> {
  if (!taskType.fromImage) throw new AppError("invalid_input", `${taskType.title} takes no images.`);
  try {
    const { name, bytes } = await deps.fetchUrl(url, { maxBytes: MOST_IMAGE_BYTES });
    const image = await readImage(deps, taskType, name, await whole(bytes));
    if (image.kind === "none") return badRow(line, at, image.reason);
    return { kind: "candidate", line, at, id, payload: image.payload, gold };
  } catch (error) {
    if (error instanceof AppError && error.expected) return badRow(line, at, error.message.replace(/\.$/, ""));
    throw error;
  }
}

async function whole(bytes: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of bytes) {
    chunks.push(chunk);
    size += chunk.length;
  }
  const all = new Uint8Array(size);
  let at = 0;
  for (const chunk of chunks) {
    all.set(chunk, at);
    at += chunk.length;
  }
  return all;
}
