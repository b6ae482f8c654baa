import { NEWCOMER, ONE } from "../constants";
import type { Pay } from "../pay";
import { DEFAULT_PAY_RULE, PAY_RULES, type PayRule, type PayRuleName } from "../pay-rules";
import { MIN_INFO } from "./constants";
import type { StructuredCredit } from "./credit";
import type { AnswerIndex, StructuredInput } from "./input";
import type { Reliability } from "./reliability";

export type StructuredPayTerms = {
  /** β, Q16. */
  readonly beta: number;
  /** Price of one answer in base units. */
  readonly unit: bigint;
  readonly payRule?: PayRuleName | undefined;
};

/**
 * Pay by the bounty's rule: what `payAnnotators` does, with scores Q10 of one instead of bits. Paid in full is who
 * scores as the bounty's trusted annotators do on average (`information`, at least .1), since how alike two honest
 * answers are depends on the work. Never above answers · unit. Integers only; throws a RangeError on bad terms.
 */
export function payStructured(
  input: StructuredInput<unknown>,
  { answers }: AnswerIndex,
  trust: Reliability,
  { score, agreement }: StructuredCredit,
  { beta, unit, payRule = DEFAULT_PAY_RULE }: StructuredPayTerms,
): Pay {
  if (!(Number.isInteger(beta) && beta >= 0 && beta <= ONE)) throw new RangeError("referee: beta is Q16, 0..65536");
  if (unit < 0n) throw new RangeError("referee: the price is negative");
  const { annotators, standing } = input;
  const rule: PayRule = PAY_RULES[payRule];
  const informed = trust.mode === "weighted";
  const scoreSum = new Int32Array(annotators);
  const agreementSum = new Float64Array(annotators);
  input.annotator.forEach((w, i) => {
    scoreSum[w] = (scoreSum[w] as number) + (score[i] as number);
    agreementSum[w] = (agreementSum[w] as number) + (agreement[i] as number);
  });
  const found = trustedScore(trust.weight, answers, scoreSum);
  const information = Math.max(MIN_INFO, found);
  const spread = Math.min(ONE, Math.floor((Math.max(0, found) * ONE) / MIN_INFO));
  const pay = { scoreSum, ...blank(annotators) };
  const amount: bigint[] = [];
  for (let w = 0; w < annotators; w++) {
    const n = answers[w] as number;
    const sum = (scoreSum[w] as number) + NEWCOMER * (standing === undefined ? 0 : (standing[w] as number));
    pay.meanScore[w] = Math.trunc(sum / (n + NEWCOMER));
    // sum·ONE ≤ 10^5·2^10·2^16 < 2^43
    const share = Math.min(ONE, Math.floor((Math.max(0, sum) * ONE) / ((n + NEWCOMER) * information)));
    const facts = { answers: n, rho: share, agreementSum: agreementSum[w] as number, informed, weight: spread, beta };
    const shares = rule.shares(facts);
    pay.rho[w] = share;
    pay.baseShare[w] = shares.base;
    pay.payShare[w] = shares.pay;
    amount.push((BigInt(n) * unit * BigInt(shares.pay)) >> 16n);
  }
  return { information, ...pay, amount };
}

const blank = (annotators: number) => ({
  meanScore: new Int32Array(annotators),
  rho: new Int32Array(annotators),
  baseShare: new Int32Array(annotators),
  payShare: new Int32Array(annotators),
});

/** Mean score over the answers, each by its annotator's weight; not below 0. Σ ≤ 10^6·2^10·2^16 < 2^46. */
function trustedScore(weight: Int32Array, answers: Int32Array, scoreSum: Int32Array): number {
  let sum = 0;
  let whole = 0;
  weight.forEach((by, w) => {
    sum += by * (scoreSum[w] as number);
    whole += by * (answers[w] as number);
  });
  return Math.floor(Math.max(0, sum) / whole);
}
