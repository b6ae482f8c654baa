import type { AccountNo, BountyNo, ImportId, Sha256 } from "@/lib/kernel/ids";

/** reading: rows come in. review: bad rows wait for the owner's word. Only accepted rows are items. */
export type ImportState = "reading" | "review" | "accepted" | "discarded";

/** Everything an upload may be; what each is read by stands in `importers.ts`. */
export const FORMATS = ["csv", "tsv", "jsonl", "parquet", "hf", "label-studio", "coco", "zip", "urls"] as const;
export type Format = (typeof FORMATS)[number];

/** Limits of a bounty's imports, all together, and of one upload. */
export const IMPORT_LIMITS = { rows: 200_000, bytes: 500_000_000, keptErrors: 10_000 } as const;

/** A row on its way to be an item: its hash is the name that manifest, answers and evidence use. */
export type ItemDraft = {
  readonly kind: "draft";
  readonly line: number;
  readonly hash: Sha256;
  /** The owner's id of it, or the row's number. */
  readonly externalId: string;
  readonly payload: unknown;
  /** The known answer; left out for items to be labeled. */
  readonly gold?: unknown;
};

/** One upload, as stored. */
export type ImportRecord = {
  readonly no: bigint;
  readonly id: ImportId;
  readonly bountyNo: BountyNo;
  readonly ownerNo: AccountNo;
  readonly state: ImportState;
  readonly name: string;
  readonly format: Format;
  readonly bytes: number;
  /** Good rows, gold among them; of these gold; bad rows. */
  readonly accepted: number;
  readonly gold: number;
  readonly rejected: number;
};
