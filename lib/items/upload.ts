import type { Columns } from "@/lib/import/columns";
import type { AnyTaskType } from "@/lib/task-types/task-type";
import type { AssetFiles, Assets, FetchUrl, Images, ReadParquet, Recordings, Spool, Unzip } from "./ports";

export type UploadDeps = {
  readonly unzip: Unzip;
  readonly images: Images;
  readonly recordings: Recordings;
  readonly files: AssetFiles;
  readonly assets: Assets;
  readonly fetchUrl: FetchUrl;
  readonly spool: Spool;
  readonly readParquet: ReadParquet;
};

/** What was found out about an upload while it was read. */
export type UploadNotes = {
  encoding: string | null;
  columns: Columns | null;
  /** What the file held besides and was left aside, in words. */
  leftOut: string | null;
};

export type Upload = {
  readonly taskType: AnyTaskType;
  /** As the task type has parsed it. */
  readonly config: unknown;
  /** The owner's name for the gold column. */
  readonly gold: string | undefined;
  readonly bytes: AsyncIterable<Uint8Array>;
};
