import { pickColumns } from "@/lib/import/columns";
import { readCsv } from "@/lib/import/csv";
import { openText } from "@/lib/import/detect-encoding";
import type { Prediction } from "@/lib/import/prediction";
import { type BadRow, badRow } from "@/lib/import/source-row";
import { AppError } from "@/lib/kernel/errors";
import type { AnyTaskType } from "@/lib/task-types/task-type";
import type { Candidate } from "./ingest-row";
import { mostBytesFor, readMedia, takesMedia } from "./media-payload";
import type { Upload, UploadDeps, UploadNotes } from "./upload";
import { whole } from "./whole";

/** Files that are fetched one by one in one upload at most. */
const MOST_URLS = 10_000;

/** A list of addresses: a table with a column `url` (and `id`, `gold` where wanted). Each image or recording is fetched and kept. */
export async function* readUrlsUpload(
  deps: UploadDeps,
  { taskType, gold, bytes }: Upload,
  notes: UploadNotes,
): AsyncGenerator<Candidate | BadRow> {
  const { encoding, text } = await openText(bytes);
  notes.encoding = encoding;
  const { suggestible: predictions } = taskType;
  const wanted = { text: ["url", "image", "audio", "link"], gold, complete: true, predictions };
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
      yield await fetchMedia(deps, taskType, { ...row, at, url: row.text.trim() });
    }
  }
}

export type NamedFile = {
  readonly line: number;
  readonly at: string;
  readonly url: string;
  readonly id: string | undefined;
  readonly gold: string | undefined;
  readonly prediction?: Prediction;
};

/** Fetches one image or recording; that it is not to be had is a bad row, not the end. */
export async function fetchMedia(
  deps: UploadDeps,
  taskType: AnyTaskType,
  { line, at, url, id, gold, prediction }: NamedFile,
): Promise<Candidate | BadRow> {
  if (!takesMedia(taskType)) throw new AppError("invalid_input", `${taskType.title} takes no images or recordings.`);
  try {
    const { name, bytes } = await deps.fetchUrl(url, { maxBytes: mostBytesFor(taskType) });
    const read = await readMedia(deps, taskType, name, await whole(bytes));
    if (read.kind === "none") return badRow(line, at, read.reason);
    return { kind: "candidate", line, at, id, payload: read.payload, gold, ...(prediction && { prediction }) };
  } catch (error) {
    if (error instanceof AppError && error.expected) return badRow(line, at, error.message.replace(/\.$/, ""));
    throw error;
  }
}
