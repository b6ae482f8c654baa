import { EXPERT, MIN_INFO, NEWCOMER, ONE } from "./constants";
import type { Credit } from "./credit";
import type { Consensus } from "./finding";
import type { RefereeInput } from "./input";
import { DEFAULT_PAY_RULE, PAY_RULES, type PayRule, type PayRuleName } from "./pay-rules";
import { tables } from "./tables";

export type PayTerms = {
  /** β, Q16: the share of the price that is paid for honest work as such. ONE: the same for all who bring information. */
  readonly beta: number;
  /** Price of one answer in base units of the token. */
  readonly unit: bigint;
  /** `pmi-v1` when left out. */
  readonly rule?: PayRuleName | undefined;
};

export type Pay = {
  /** I*, Q10 bits: what a 95 % annotator's answer is worth in this bounty, at least .1 bit. */
  readonly information: number;
  /** [annotators] sum of the scores, Q10 bits. */
  readonly scoreSum: Int32Array;
  /** [annotators] S_w, Q10 bits: mean score, shrunk to the standing; truncated. Published, pays nobody. */
  readonly meanScore: Int32Array;
  /** [annotators] ρ_w, Q16: share of I* that the annotator brings, 0..ONE. */
  readonly rho: Int32Array;
  /** [annotators] Q16: share of the price earned without information; what an uncounted (spare) answer is paid. */
  readonly baseShare: Int32Array;
  /** [annotators] Q16: share of the price each counted answer earned, 0..ONE. */
  readonly payShare: Int32Array;
  /** [annotators] base units: floor(answers · unit · payShare / ONE). Never above answers · unit. */
  readonly amount: readonly bigint[];
};

/** Pay by the named rule. Integers only; throws a RangeError on bad terms, or when the rule's agreements were not found. */
export function payAnnotators(input: RefereeInput, { index, model }: Consensus, credit: Credit, terms: PayTerms): Pay {
  checkTerms(terms);
  const { beta, unit } = terms;
  const rule: PayRule = PAY_RULES[terms.rule ?? DEFAULT_PAY_RULE];
  const { annotators, standing } = input;
  const { information, spread } = informationOf(credit.mean, input.classes);
  const weight = isOneClass(input) ? 0 : spread;
  const scoreSum = sumScores(input, credit.score);
  const agreementSum = agreements(input, credit, rule);
  const meanScore = new Int32Array(annotators);
  const rho = new Int32Array(annotators);
  const baseShare = new Int32Array(annotators);
  const payShare = new Int32Array(annotators);
  const amount: bigint[] = [];
  for (let w = 0; w < annotators; w++) {
    const answers = index.answers[w] as number;
    const sum = (scoreSum[w] as number) + NEWCOMER * (standing === undefined ? 0 : (standing[w] as number));
    meanScore[w] = Math.trunc(sum / (answers + NEWCOMER));
    // sum·ONE ≤ 8.2·10^8·2^16 < 2^46
    const share = Math.min(ONE, Math.floor((Math.max(0, sum) * ONE) / ((answers + NEWCOMER) * information)));
    const facts = { answers, rho: share, agreementSum: agreementSum[w] ?? 0, informed: model !== undefined };
    const { base, pay } = rule.shares({ ...facts, weight, beta });
    rho[w] = share;
    baseShare[w] = base;
    payShare[w] = pay;
    amount.push(amountOf(answers, pay, unit));
  }
  return { information, scoreSum, meanScore, rho, baseShare, payShare, amount };
}

/** Throws a RangeError on terms that are none. */
export function checkTerms({ beta, unit }: PayTerms): void {
  if (!(Number.isInteger(beta) && beta >= 0 && beta <= ONE)) throw new RangeError("referee: beta is Q16, 0..65536");
  if (unit < 0n) throw new RangeError("referee: the price is negative");
}

/** Base units for `answers` at a share (Q16) of the price `unit`, rounded down. */
export const amountOf = (answers: number, share: number, unit: bigint): bigint =>
  (BigInt(answers) * unit * BigInt(share)) >> 16n;

/** [annotators] Σ agreement, at most 10^5·2^16; empty where the rule does not ask. */
function agreements({ annotator, annotators }: RefereeInput, { agreement }: Credit, rule: PayRule): Float64Array {
  if (!rule.needsAgreement) return new Float64Array(0);
  if (agreement === undefined) throw new RangeError("referee: this pay rule needs each answer's agreement");
  const sums = new Float64Array(annotators);
  for (let i = 0; i < annotator.length; i++) {
    const w = annotator[i] as number;
    sums[w] = (sums[w] as number) + (agreement[i] as number);
  }
  return sums;
}

/**
 * I* = H(y) - H(.95), at least .1 bit, with y the answers of a 95 % annotator under the class shares; and `spread`, Q16:
 * how much of that tenth of a bit there really is, so that the ramp fades out as a bounty nears a single class.
 */
function informationOf(mean: Int32Array, classes: number): { information: number; spread: number } {
  const { log } = tables();
  const error = Math.floor((ONE - EXPERT) / (classes - 1));
  let entropy = 0;
  for (const share of mean) {
    const y = Math.floor((EXPERT * share + error * (ONE - share)) / ONE);
    entropy -= y * (log[y >> 2] as number);
  }
  const errorBits = -(log[Math.max(1, error >> 2)] as number);
  const noise = EXPERT * -(log[EXPERT >> 2] as number) + (classes - 1) * error * errorBits;
  const found = Math.floor(entropy / ONE) - Math.floor(noise / ONE);
  const spread = Math.min(ONE, Math.floor((Math.max(0, found) * ONE) / MIN_INFO));
  return { information: Math.max(MIN_INFO, found), spread };
}

/** Whether all answers, and all gold there is, name one class: nothing can be told apart, every ρ is 0. */
function isOneClass({ label, gold }: RefereeInput): boolean {
  const first = label[0] as number;
  return label.every((l) => l === first) && (gold === undefined || gold.every((k) => k < 0 || k === first));
}

function sumScores({ annotator, annotators }: RefereeInput, score: Int32Array): Int32Array {
  const sums = new Int32Array(annotators);
  for (let i = 0; i < annotator.length; i++) {
    const w = annotator[i] as number;
    sums[w] = (sums[w] as number) + (score[i] as number);
  }
  return sums;
}
