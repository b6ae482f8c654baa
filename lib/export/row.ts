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
  /** The crowd's single answers in the order of annotators' addresses; absent where they were not asked for. */
  readonly crowd?: readonly CrowdAnswer[];
};

/** One answer of the crowd. */
export type CrowdAnswer = {
  readonly annotator: Address;
  readonly answer: unknown;
  readonly leadMs: number;
  /** Whether it counts for the item's label, came when no more were wanted, or was given to a gold item. */
  readonly kind: "counted" | "spare" | "gold";
  /** The model whose suggestion was on the screen; null when none was. */
  readonly model: string | null;
  /** How far its annotator was trusted in this bounty at the last sweep, Q16; null before the first. */
  readonly reliabilityQ16: number | null;
};

export const isGold = (row: DatasetRow): boolean => row.gold !== undefined && row.gold !== null;

/** The answer that the dataset gives: a gold item's known one, else the crowd's; undefined while nobody has answered. */
export function winnerOf(row: DatasetRow): unknown {
  const answer = isGold(row) ? row.gold : row.consensus?.answer;
  return answer === null ? undefined : answer;
}
