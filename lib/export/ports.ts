import type { AccountNo, Address, BatchId, BountyId, BountyNo, ExportId, Sha256 } from "@/lib/kernel/ids";
import type { Enqueue } from "@/lib/kernel/jobs";
import type { Piece } from "./format";
import type { LossLine } from "./loss";
import type { DatasetRow } from "./row";

/** What this room asks of the outside. */
export type ExportDeps = {
  readonly datasets: DatasetStore;
  readonly files: ExportFiles;
  readonly links: LinkSeal;
  /** Where an image can be fetched; absolute, so that a downloaded file stands alone. */
  assetUrl(sha256: string): string;
  /** The address of this installation, without a slash at its end. */
  readonly origin: string;
  zip(pieces: AsyncIterable<Piece>): AsyncIterable<Uint8Array>;
  readonly enqueue: Enqueue;
  /** Unix milliseconds. */
  now(): number;
  random(bytes: number): Uint8Array;
};

/** Files named by their content. */
export type ExportFiles = {
  /** Keeps a version's rows. */
  putSnapshot(chunks: AsyncIterable<Uint8Array>): Promise<{ readonly sha256: Sha256; readonly bytes: number }>;
  snapshot(sha256: string): Promise<AsyncIterable<Uint8Array> | undefined>;
  /** Keeps an export. */
  put(chunks: AsyncIterable<Uint8Array>): Promise<{ readonly sha256: Sha256; readonly bytes: number }>;
  /** A kept file, from byte `from` up to and including `to`; undefined where there is none. */
  get(
    sha256: string,
    range?: { readonly from: number; readonly to: number },
  ): Promise<AsyncIterable<Uint8Array> | undefined>;
  /** Removes an export; none there is no error. */
  remove(sha256: Sha256): Promise<void>;
};

/** Signs addresses that anybody may use until they lapse. */
export type LinkSeal = { sign(text: string): string; holds(text: string, signature: string): boolean };

/** A bounty as a dataset. */
export type DatasetRecord = {
  readonly no: BountyNo;
  readonly id: BountyId;
  readonly ownerNo: AccountNo;
  readonly owner: Address;
  readonly state: string;
  readonly title: string;
  readonly guidelines: string;
  readonly taskType: string;
  readonly config: unknown;
  /** So many of 10,000 items are in the blind slice. */
  readonly blindBps: number;
  readonly items: number;
  readonly goldItems: number;
  readonly manifestHash: string | null;
  /** The referee that its terms name; null before they were frozen. */
  readonly referee: { readonly version: string; readonly sha256: string } | null;
  readonly settledAtMs: number | null;
  /** Of a private one: who beside its owner may read it. */
  readonly guests: readonly string[] | undefined;
};

/** A settled bounty in a list, with its batches whose evidence is public. */
export type ListedDataset = DatasetRecord & { readonly report: unknown; readonly batchIds: readonly BatchId[] };

/** What the last sweep of the referee found, as stored by the consensus room; undefined before the first. */
export type DatasetFacts = {
  readonly report: unknown;
  /** Items by the category of their consensus. */
  readonly byCategory: readonly { readonly category: number; readonly items: number }[];
  /** Items whose tempered certainty reached the bounty's bar. */
  readonly resolved: number;
  readonly batches: readonly DatasetBatch[];
  readonly files: readonly DatasetFile[];
};

export type DatasetBatch = {
  readonly id: BatchId;
  readonly state: string;
  readonly totalUnits: bigint;
  readonly annotators: number;
  readonly answers: number;
  readonly root: string | null;
  readonly txHash: string | null;
  readonly evidenceSha: string | null;
  readonly evidenceBytes: number;
};

/** A download of a version as it was weighed when the version was released, without options. */
export type DatasetFile = {
  readonly version: number;
  readonly format: string;
  readonly sha256: Sha256;
  readonly bytes: number;
  readonly rows: number;
  readonly loss: readonly LossLine[];
};

/** A released state of a dataset: never changed, never taken back. */
export type DatasetVersion = {
  readonly version: number;
  /** Of the snapshot that every download of this version is made from. */
  readonly sha256: Sha256;
  readonly bytes: number;
  readonly rows: number;
  readonly licence: string | null;
  readonly consent: string | null;
  readonly createdAtMs: number;
};

/** Terms that a version is released under; what is left out stays as it was. */
export type Terms = { readonly licence?: string | undefined; readonly consent?: string | undefined };

/** An export that the worker writes. States: queued, ready, failed. */
export type StoredExport = {
  readonly id: ExportId;
  readonly bountyNo: BountyNo;
  readonly version: number;
  readonly format: string;
  readonly options: Readonly<Record<string, string>>;
  readonly state: "queued" | "ready" | "failed";
  readonly sha256: Sha256 | null;
  readonly bytes: number | null;
  readonly rows: number | null;
  readonly loss: readonly LossLine[];
  readonly failure: string | null;
};

export type RowQuery = {
  readonly after: string;
  readonly limit: number;
  readonly only?: RowFilter;
};

/** Items of a dataset that are wanted; what is left out does not matter. */
export type RowFilter = {
  /** The dataset's answer to it. */
  readonly answer?: unknown;
  /** Certainty of that answer, thousandths. */
  readonly least: number;
  readonly most: number;
  /** Only those whose answers contradict each other to the end. */
  readonly contested: boolean;
};

export type DatasetStore = {
  byId(id: BountyId): Promise<DatasetRecord | undefined>;
  byNo(no: BountyNo): Promise<DatasetRecord | undefined>;
  /** Settled bounties whose title contains `text`, newest first, at most `limit` after the one numbered `before`. */
  settled(query: {
    readonly text: string;
    readonly limit: number;
    readonly before?: BountyNo | undefined;
    /** Who asks: private ones are listed to their owners and guests alone. */
    readonly reader?: AccountNo | undefined;
  }): Promise<readonly ListedDataset[]>;
  facts(no: BountyNo): Promise<DatasetFacts>;
  /** Items in the order of their hashes, at most `limit` after the hash `after`, without the crowd's single answers. */
  rows(no: BountyNo, query: RowQuery): Promise<readonly DatasetRow[]>;
  /** All items in the order of their hashes as they are now, some hundred at a time; with the crowd's single answers on demand. */
  pages(no: BountyNo, crowd: boolean): AsyncIterable<readonly DatasetRow[]>;
  /** Kinds of stored files by hash; those that are not stored are absent. */
  mediaTypes(sha256s: readonly string[]): Promise<ReadonlyMap<string, string>>;
  /** First to last. */
  versions(no: BountyNo): Promise<readonly DatasetVersion[]>;
  /** Adds the next version; undefined where another process added that number first. */
  addVersion(no: BountyNo, version: DatasetVersion): Promise<DatasetVersion | undefined>;
  /** Settled bounties that have no version yet, at most 100. */
  unreleased(): Promise<readonly BountyNo[]>;
  /** Keeps what a download weighs; writing it again replaces it. */
  saveFile(no: BountyNo, file: DatasetFile): Promise<void>;
  /** The export that was ordered alike, which is kept on from `nowMs`, or a new one; `by`, if anybody, is told when it is there. */
  orderExport(order: StoredExport, key: string, by: AccountNo | undefined, nowMs: number): Promise<StoredExport>;
  /** Forgets exports that nobody has ordered since; answers the files that no other export is. */
  forgetExports(beforeMs: number): Promise<readonly Sha256[]>;
  exportById(id: ExportId): Promise<StoredExport | undefined>;
  saveExport(
    id: ExportId,
    result: Pick<StoredExport, "state" | "sha256" | "bytes" | "rows" | "loss" | "failure">,
  ): Promise<void>;
};
