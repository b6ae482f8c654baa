import type { Address, Sha256 } from "@/lib/kernel/ids";

/** One item of a dataset as it is stored: what was asked, and what the answers amount to. */
export type DatasetRow = {
  /** SHA-256 of the canonical {id, payload}: the item's name in the evidence, and the order of every export. */
  readonly hash: Sha256;
  /** The owner's own id of the row. */
  readonly id: string;
  readonly payload: unknown;
  /** The known answer of a gold item, else undefined. */
  readonly gold: unknown;
  /** Absent while nobody has answered. */
  readonly consensus?: {
    readonly answer: unknown;
    /** Tempered probability of the answer, Q16. */
    readonly certaintyQ16: number;
    /** Categorical types: tempered probability of each class in the ontology's order, Q16; else empty. */
    readonly temperedQ16: readonly number[];
    readonly entropyQ10: number;
    /** Answers it rests on; one an annotator. */
    readonly answers: number;
  };
};

/** One answer of the crowd. */
export type AnswerRow = {
  /** Where it stands in the bounty; the cursor of the next page. */
  readonly at: { readonly itemNo: number; readonly annotatorNo: bigint };
  readonly id: string;
  readonly annotator: Address;
  readonly answer: unknown;
};
