import type { BountyNo, ItemNo, Sha256 } from "@/lib/kernel/ids";
import type { ModelCard } from "./model-card";
import type { AcceptedConsensus } from "./training-labels";

/** What this room asks of the outside. */
export type PrelabelDeps = {
  readonly bounties: BountySource;
  readonly pictures: PictureSource;
  readonly files: ModelFiles;
  readonly models: ModelStore;
};

/** A bounty as a model sees it. */
export type ModelTask = {
  /** Class names; answers and posteriors count in this order. */
  readonly classes: readonly string[];
  /** Every item, gold too (gold items get suggestions like all others, or they would stand out). */
  readonly items: readonly ModelItem[];
  /** Items whose consensus is accepted. Consensus only; a gold item's entry would be ignored. */
  readonly consensus: readonly AcceptedConsensus[];
};

export type ModelItem = {
  readonly itemNo: ItemNo;
  /** Whether it carries a secret known answer: then nothing is learned from it. */
  readonly gold: boolean;
  readonly features:
    | { readonly kind: "text"; readonly text: string }
    | { readonly kind: "image"; readonly asset: Sha256 };
};

export type BountySource = {
  /** Undefined when there is no such bounty, it is not open, or its task type has no classes or no features. */
  modelTask(bountyNo: BountyNo): Promise<ModelTask | undefined>;
};

export type PictureSource = {
  /**
   * An asset decoded upright in sRGB and shrunk by `shrinkToSquare`; undefined when it is no picture. Asked for every
   * image at every refresh: worth caching (3 KB each).
   */
  square(asset: Sha256): Promise<Uint8Array | undefined>;
  /** The image encoder's file and its name: models/image-v1.onnx, "image-v1". */
  encoder(): Promise<{ readonly name: string; readonly file: Uint8Array }>;
};

export type ModelFiles = {
  /** Stores a file under its SHA-256; storing it again changes nothing. */
  put(sha256: Sha256, file: Uint8Array): Promise<void>;
};

/** A model's posterior for one item: Q16 integers, one a class, summing to 65536. */
export type ItemPosterior = { readonly itemNo: ItemNo; readonly q16: readonly number[] };

export type ModelStore = {
  /** The card of the newest published version. */
  newest(bountyNo: BountyNo): Promise<ModelCard | undefined>;
  /**
   * Records a version and its posteriors in one transaction: a version is never seen without them, because they are
   * the reference for answers given with its suggestions. False when the bounty has this very model already.
   */
  publish(
    bountyNo: BountyNo,
    version: { readonly sha256: Sha256; readonly card: ModelCard },
    posteriors: readonly ItemPosterior[],
  ): Promise<boolean>;
};
