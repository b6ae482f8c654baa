import { type Consensus, type Engine, findConsensus, type Mode } from "./consensus";
import { DEFAULT_BETA, DEFAULT_TAU } from "./constants";
import { type Credit, scoreAnswers } from "./credit";
import type { RefereeInput } from "./input";
import { type Pay, payAnnotators } from "./pay";

export type RefereePolicy = {
  /** Price of one answer in base units of the token. */
  readonly unit: bigint;
  /** Base share of the pay, Q16; one half when left out. */
  readonly beta?: number | undefined;
  /** Tempering, Q10, 0..1024; .65 when left out. */
  readonly tau?: number | undefined;
  /** For tests and benchmarks: which loop to use. Never changes a bit of the result. */
  readonly engine?: Engine | undefined;
};

export type RefereeResult = Credit &
  Pay & {
    readonly mode: Mode;
    readonly rounds: number;
    /** [items × classes] Q16, raw; over-confident: publish `tempered`. */
    readonly posterior: Int32Array;
    /** [annotators × classes] Q16: chance to name class k when it is k; the same for all k in one-coin mode; all 0 in majority mode. */
    readonly skill: Int32Array;
    /** What EM found out about the annotators; undefined in majority mode. */
    readonly model: Consensus["model"];
    /** [items + 1] the votes of item t are start[t] .. start[t + 1] - 1. */
    readonly start: Int32Array;
    /** [annotators] answers given. */
    readonly answers: Int32Array;
  };

/**
 * The referee: from answers to truth, credit and pay, in integers. The same input gives the same bits on every machine
 * and in every order of arrival. Throws a RangeError where the input is not canonical or out of bounds.
 */
export function referee(input: RefereeInput, policy: RefereePolicy): RefereeResult {
  const consensus: Consensus = findConsensus(input, policy.engine);
  const credit = scoreAnswers(input, consensus, policy.tau ?? DEFAULT_TAU);
  const pay = payAnnotators(input, consensus, credit, { beta: policy.beta ?? DEFAULT_BETA, unit: policy.unit });
  return {
    ...credit,
    ...pay,
    mode: consensus.mode,
    rounds: consensus.rounds,
    posterior: consensus.posterior,
    skill: consensus.model?.coins.skill ?? new Int32Array(input.annotators * input.classes),
    model: consensus.model,
    start: consensus.index.start,
    answers: consensus.index.answers,
  };
}
