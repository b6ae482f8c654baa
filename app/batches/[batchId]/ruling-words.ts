import type { TagKind } from "@/lib/ui/tag";

export type Ruling = 0 | 1 | 2;

type RulingWords = {
  readonly kind: TagKind;
  readonly name: string;
  /** What a vote for it says, on its button. */
  readonly vote: string;
  readonly follows: string;
};

/** What judges can say, and what each comes to. Keys are the vault's rulings. */
export const RULINGS: Readonly<Record<Ruling, RulingWords>> & Readonly<Record<number, RulingWords | undefined>> = {
  0: {
    kind: "doubt",
    name: "nobody can say",
    vote: "I cannot say",
    follows:
      "The batch is void and its money back in the escrow. The bond goes back to the challenger; nobody is punished.",
  },
  1: {
    kind: "pass",
    name: "the batch stands",
    vote: "It stands",
    follows: "The batch goes on: annotators claim when its window is over. The operator gets the bond.",
  },
  2: {
    kind: "fail",
    name: "invalid",
    vote: "It is invalid",
    follows:
      "The batch is void and its money back in the escrow. The challenger gets the bond back and half of the operator's stake.",
  },
};
