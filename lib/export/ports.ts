import type { AccountNo, Address, BatchId, BountyId, BountyNo, Sha256 } from "@/lib/kernel/ids";
import type { FormatId } from "./formats";
import type { AnswerRow, DatasetRow } from "./row";

/** What this room asks of the outside. */
export type ExportDeps = {
  readonly datasets: DatasetStore;
  /** Where an image can be fetched; absolute, so that a downloaded file stands alone. */
  assetUrl(sha256: string): string;
};

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
  readonly items: number;
  readonly goldItems: number;
  readonly manifestHash: string | null;
  readonly settledAtMs: number | null;
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

/** A download as it was when the bounty was settled. */
export type DatasetFile = {
  readonly format: FormatId;
  readonly sha256: Sha256;
  readonly bytes: number;
  readonly rows: number;
};

export type DatasetStore = {
  byId(id: BountyId): Promise<DatasetRecord | undefined>;
  byNo(no: BountyNo): Promise<DatasetRecord | undefined>;
  /** Settled bounties whose title contains `text`, newest first, at most `limit` after the one numbered `before`. */
  settled(query: {
    readonly text: string;
    readonly limit: number;
    readonly before?: BountyNo;
  }): Promise<readonly ListedDataset[]>;
  facts(no: BountyNo): Promise<DatasetFacts>;
  /** Items in the order of their hashes, at most `limit` after the hash `after`. */
  items(no: BountyNo, after: string, limit: number): Promise<readonly DatasetRow[]>;
  /** Answers in the order (item, annotator), at most `limit` after `after`. */
  answers(no: BountyNo, after: AnswerRow["at"] | undefined, limit: number): Promise<readonly AnswerRow[]>;
  /** Keeps what a download weighs; writing it again replaces it. */
  saveFile(no: BountyNo, file: DatasetFile): Promise<void>;
};
