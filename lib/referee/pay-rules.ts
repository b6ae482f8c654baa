import { NEWCOMER, ONE, RAMP } from "./constants";

/** What a pay rule may look at: one annotator of a finished verdict. */
export type AnnotatorFacts = {
  /** Answers given, at least one. */
  readonly answers: number;
  /** ρ, Q16: share of the information of a 95 % annotator that its answers bring. */
  readonly rho: number;
  /** Σ over its answers of what the others' answers give the label it gave, Q16 each; 0 for rules that do not ask for it. */
  readonly agreementSum: number;
  /** Whether there was a model of the annotators; none where there are fewer than two answers an item. */
  readonly informed: boolean;
  /** Q16: how much information the bounty's answers carry at all (`informationOf`). */
  readonly weight: number;
  /** β, Q16. */
  readonly beta: number;
};

/** Shares of the price, Q16, 0 ≤ base ≤ pay ≤ ONE. */
export type Shares = {
  /** What a spare answer is paid. */
  readonly base: number;
  /** What each counted answer is paid. */
  readonly pay: number;
};

/**
 * A pay rule: a pure function from facts to shares of the price. Since no share exceeds ONE, no amount exceeds answers ×
 * price, and the sum never exceeds the escrow. A changed rule is a new name beside the old one.
 */
export type PayRule = {
  /** Whether the referee must find each answer's agreement (`Credit.agreement`). */
  readonly needsAgreement: boolean;
  shares(facts: AnnotatorFacts): Shares;
};

/**
 * The rules a bounty may name.
 *
 * - `pmi-v1`: base + (1 − β)·ρ. Only what an answer tells beyond class shares and suggestions counts, so that guessing,
 *   constant and copied answers earn next to nothing; the base fades where 20 answers and more bring no information.
 * - `posterior-v1`: β + (1 − β)·(mean chance that the given label is right, by the answers of other identity clusters and
 *   gold). An answer that nobody else's cluster answered is confirmed by nobody and adds 0. Simple to follow; but who always
 *   says the commonest label, or repeats a suggestion, is often confirmed: for crowds the owner trusts.
 * - `flat-v1`: every counted answer the full price; spare ones β.
 */
export const PAY_RULES = {
  "pmi-v1": {
    needsAgreement: false,
    shares({ answers, rho, informed, weight, beta }) {
      const base = answers < NEWCOMER ? beta : rampedBase(beta, rho, informed ? weight : 0);
      return { base, pay: base + (informed ? bonusOf(beta, rho) : 0) };
    },
  },
  "posterior-v1": {
    needsAgreement: true,
    shares({ answers, agreementSum, informed, beta }) {
      const mean = Math.floor(agreementSum / answers);
      return { base: beta, pay: beta + (informed ? bonusOf(beta, mean) : 0) };
    },
  },
  "flat-v1": {
    needsAgreement: false,
    shares: ({ beta }) => ({ base: beta, pay: ONE }),
  },
} as const satisfies Record<string, PayRule>;

export type PayRuleName = keyof typeof PAY_RULES;

export const PAY_RULE_NAMES = Object.keys(PAY_RULES) as [PayRuleName, ...PayRuleName[]];

export const DEFAULT_PAY_RULE: PayRuleName = "pmi-v1";

const bonusOf = (beta: number, measure: number): number => Math.floor(((ONE - beta) * measure) / ONE);

/** β·min(1, ρ/.1), in so far as the bounty's answers carry information at all (`weight`, Q16); β where they carry none. */
function rampedBase(beta: number, rho: number, weight: number): number {
  const ramp = Math.min(ONE, Math.floor((rho * ONE) / RAMP));
  const eased = ONE - Math.floor(((ONE - ramp) * weight) / ONE);
  return Math.floor((beta * eased) / ONE);
}
