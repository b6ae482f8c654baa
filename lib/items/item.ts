import type { AccountNo, BountyNo, ImportId, Sha256 } from "@/lib/kernel/ids";

/** reading: rows come in. review: bad rows wait for the owner's word. Only accepted rows are items. */
export type ImportState = "reading" | "review" | "accepted" | "discarded";

/** Everything an upload may be; what each is read by stands in `importers.ts`. */
export const FORMATS = ["csv", "tsv", "jsonl", "parquet", "hf", "label-studio", "coco", "zip", "urls"] as const;
export type Format = (typeof FORMATS)[number];

/** Limits of a bounty's imports, all together, and of one upload. */
export const IMPORT_LIMITS = { rows: 1_000_000, bytes: 2 * 1024 ** 3, keptErrors: 10_000 } as const;

/** A row on its way to be an item: its hash is the name that manifest, answers and evidence use. */
export type ItemDraft = {
  readonly kind: "draft";
  readonly line: number;
  readonly hash: Sha256;
  /** The owner's id of it, or the row's number. */
  readonly externalId: string;
  readonly payload: unknown;
  /** The payload in its canonical spelling. */
  readonly payloadJson: string;
  /** The known answer; left out for items to be labeled. */
  readonly gold?: unknown;
  /** What a model of the owner's proposes. */
  readonly suggested?: Suggested;
};

/** A model's proposal that came with the data: shown to those who label the item where the bounty shows suggestions; never an answer. */
export type Suggested = {
  /** What answers, evidence and exports call the model: made of its name. */
  readonly model: Sha256;
  readonly name: string;
  readonly answer: unknown;
  readonly confidenceQ16: number;
  /** The same as a posterior over the classes, where there are any: Q16 integers that sum to 65536. */
  readonly q16?: readonly number[];
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
