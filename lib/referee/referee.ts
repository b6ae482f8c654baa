import type { Coins } from "./coins";
import { findConsensus } from "./consensus";
import { DEFAULT_BETA, DEFAULT_TAU } from "./constants";
import { type Credit, scoreAnswers } from "./credit";
import type { Engine, Mode } from "./finding";
import type { RefereeInput } from "./input";
import type { Method } from "./method";
import { type Pay, payAnnotators } from "./pay";
import { DEFAULT_PAY_RULE, PAY_RULES, type PayRuleName } from "./pay-rules";
import type { LogPrior } from "./start";

export type RefereePolicy = {
  /** Price of one answer in base units of the token. */
  readonly unit: bigint;
  /** Base share of the pay, Q16; one half when left out. */
  readonly beta?: number | undefined;
  /** Tempering, Q10, 0..1024; .65 when left out. */
  readonly tau?: number | undefined;
  /** How the truth is found; `multi-coin` when left out. */
  readonly method?: Method | undefined;
  /** How answers are paid; `pmi-v1` when left out. */
  readonly payRule?: PayRuleName | undefined;
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
    /** What only the kernel keeps and no second engine has to give: no part of the verdict. */
    readonly kept?: {
      /** Coins and log priors as EM left them, where the method has such: what `live.ts` goes on from. */
      readonly coins: Coins | undefined;
      readonly prior: LogPrior | undefined;
    };
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
  const consensus = findConsensus(input, policy);
  const { tau = DEFAULT_TAU, beta = DEFAULT_BETA, payRule: rule = DEFAULT_PAY_RULE, unit } = policy;
  const credit = scoreAnswers(input, consensus, tau, PAY_RULES[rule].needsAgreement);
  const pay = payAnnotators(input, consensus, credit, { beta, unit, rule });
  const { agreement, ...verdict } = credit;
  return {
    ...verdict,
    ...(agreement && { agreement }),
    ...pay,
    mode: consensus.mode,
    rounds: consensus.rounds,
    posterior: consensus.posterior,
    skill: consensus.model?.skill ?? new Int32Array(input.annotators * input.classes),
    kept: { coins: consensus.model?.coins, prior: consensus.model?.prior },
    start: consensus.index.start,
    answers: consensus.index.answers,
  };
}
