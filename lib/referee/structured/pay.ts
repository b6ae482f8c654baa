import { NEWCOMER, ONE, RAMP } from "../constants";
import type { Pay, PayTerms } from "../pay";
import { MIN_INFO } from "./constants";
import type { StructuredCredit } from "./credit";
import type { AnswerIndex, StructuredInput } from "./input";
import type { Reliability } from "./reliability";

/**
 * Pay by score with a base share: the shape of `payAnnotators`, scores Q10 of one instead of bits. Paid in full is who
 * scores as the bounty's trusted annotators do on average (`information`, at least .1), since how alike two honest
 * answers are depends on the work. Never above answers · unit. Integers only; throws a RangeError on bad terms.
 */
export function payStructured(
  input: StructuredInput<unknown>,
  { answers }: AnswerIndex,
  trust: Reliability,
  { score }: StructuredCredit,
  { beta, unit }: PayTerms,
): Pay {
  if (!(Number.isInteger(beta) && beta >= 0 && beta <= ONE)) throw new RangeError("referee: beta is Q16, 0..65536");
  if (unit < 0n) throw new RangeError("referee: the price is negative");
  const { annotators, standing } = input;
  const scoreSum = new Int32Array(annotators);
  input.annotator.forEach((w, i) => {
    scoreSum[w] = (scoreSum[w] as number) + (score[i] as number);
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
    const weighs = trust.mode === "weighted" && n >= NEWCOMER ? spread : 0;
    const base = rampedBase(beta, share, weighs);
    const bonus = trust.mode === "weighted" ? Math.floor(((ONE - beta) * share) / ONE) : 0;
    pay.rho[w] = share;
    pay.baseShare[w] = base;
    pay.payShare[w] = base + bonus;
    amount.push((BigInt(n) * unit * BigInt(base + bonus)) >> 16n);
  }
  return { information, ...pay, amount };
}

const blank = (annotators: number) => ({
  meanScore: new Int32Array(annotators),
  rho: new Int32Array(annotators),
  baseShare: new Int32Array(annotators),
  payShare: new Int32Array(annotators),
});

/** β·min(1, ρ/.1), in so far as answers tell anything at all (`weight`, Q16); β where they do not. */
function rampedBase(beta: number, rho: number, weight: number): number {
  const ramp = Math.min(ONE, Math.floor((rho * ONE) / RAMP));
  const eased = ONE - Math.floor(((ONE - ramp) * weight) / ONE);
  return Math.floor((beta * eased) / ONE);
}

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
