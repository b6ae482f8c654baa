import type { Coins } from "./coins";
import type { VoteIndex } from "./input";
import type { AnswerModel } from "./likelihood";
import type { LogPrior } from "./start";

/** Which loop goes over the answers. All give the same bits; `auto` takes the fastest that fits in memory. */
export type Engine = "auto" | "generic" | "wide";

/** How the truth was found: a coin per annotator and class, one coin per annotator, a matrix per annotator, or by counting. */
export type Mode = "multi-coin" | "one-coin" | "dawid-skene" | "majority";

export type Consensus = {
  readonly mode: Mode;
  /** [items × classes] Q16. Rows sum to at most ONE (every cell is rounded down). */
  readonly posterior: Int32Array;
  readonly index: VoteIndex;
  /** EM rounds of the mode that stands; 0 in majority mode. */
  readonly rounds: number;
  /** What EM found out about the annotators; undefined in majority mode. */
  readonly model: AnnotatorModel | undefined;
};

export type AnnotatorModel = {
  readonly answers: AnswerModel;
  /** [annotators × classes] Q16: chance that the annotator names class k when it is k. */
  readonly skill: Int32Array;
  readonly prior: LogPrior;
  /** The coins themselves, where the method has such. */
  readonly coins?: Coins | undefined;
};
