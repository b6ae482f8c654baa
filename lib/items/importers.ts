import type { BadRow } from "@/lib/import/source-row";
import { TASK_TYPES } from "@/lib/task-types/registry";
import type { AnyTaskType } from "@/lib/task-types/task-type";
import type { Candidate } from "./ingest-row";
import type { Format } from "./item";
import { takesMedia } from "./media-payload";
import { readCocoUpload } from "./read-coco";
import { readLabelStudioUpload } from "./read-label-studio";
import { readHfUpload } from "./read-shards";
import { readCsvUpload, readJsonlUpload, readParquetUpload } from "./read-table";
import { readUrlsUpload } from "./read-urls";
import { readZip } from "./read-zip";
import type { Upload, UploadDeps, UploadNotes } from "./upload";

/** One kind of file that becomes items. */
export type Importer = {
  readonly title: string;
  fits(taskType: AnyTaskType): boolean;
  /** Rows in their order; `notes` is filled in on the way. */
  read(deps: UploadDeps, upload: Upload, notes: UploadNotes): AsyncGenerator<Candidate | BadRow>;
};

const rows = (taskType: AnyTaskType) => taskType.rows !== undefined;
const images = (taskType: AnyTaskType) => taskType.fromImage !== undefined;
const either = (taskType: AnyTaskType) => rows(taskType) || takesMedia(taskType);

/** The one list. A new kind of file is a reader and one line here. */
export const IMPORTERS: Readonly<Record<Format, Importer>> = {
  csv: { title: "CSV", fits: rows, read: readCsvUpload },
  tsv: { title: "TSV", fits: rows, read: readCsvUpload },
  jsonl: { title: "JSON Lines", fits: rows, read: readJsonlUpload },
  parquet: { title: "Parquet", fits: rows, read: readParquetUpload },
  hf: { title: "Hugging Face dataset (Parquet shards: zipped, or their addresses)", fits: rows, read: readHfUpload },
  "label-studio": { title: "Label Studio JSON", fits: either, read: readLabelStudioUpload },
  coco: { title: "COCO", fits: images, read: readCocoUpload },
  zip: { title: "Zip of images or recordings", fits: takesMedia, read: readZip },
  urls: { title: "List of addresses of images or recordings", fits: takesMedia, read: readUrlsUpload },
};

export type ListedImporter = {
  readonly id: string;
  readonly direction: "import";
  readonly taskTypes: readonly string[];
};

/** What can be imported into which kinds of bounty. */
export const listImporters = (): readonly ListedImporter[] =>
  Object.entries(IMPORTERS).map(([id, { fits }]) => ({
    id,
    direction: "import",
    taskTypes: Object.entries<AnyTaskType>(TASK_TYPES).flatMap(([type, taskType]) => (fits(taskType) ? [type] : [])),
  }));
