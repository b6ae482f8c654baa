import { EXP_N, ONE } from "./constants";

/**
 * One fused round over all items: new posteriors from the likelihood table, and at once their soft counts.
 * Returns the largest move of a posterior cell, Q16.
 *
 * `counts` comes in as the soft counts of `posterior` and leaves as those of the moved one. Only what an item moved by is
 * added: the sums are integers, so this is exact, and most items stand still long before the last round.
 *
 * `offset[i]` is the row of answer i in `likelihood` and `counts`, both [annotator × label × class].
 */
export type DenseLoop = (
  items: number,
  classes: number,
  start: Int32Array,
  offset: Int32Array,
  prior: Int32Array,
  stride: number,
  likelihood: Int16Array,
  counts: Int32Array | Float64Array,
  posterior: Int32Array,
  exp: Int32Array,
) => number;

/**
 * floor(e·ONE/z) without a division per cell is trunc(e·(ONE/z) + 2^-30): the product errs by less than 2^-36, and the
 * next integer above the true value is at least 1/z ≥ 2^-24 away (z ≤ 256·2^16).
 */
export const ROUND_UP = 2 ** -30;

/** The loop for any number of classes; `unrolled.ts` holds the same for 2..8, with the same bits. */
export const genericLoop: DenseLoop = (
  items,
  classes,
  start,
  offset,
  prior,
  stride,
  likelihood,
  counts,
  posterior,
  exp,
) => {
  const row = new Int32Array(classes);
  const before = new Int32Array(classes);
  let move = 0;
  for (let t = 0; t < items; t++) {
    const from = start[t] as number;
    const to = start[t + 1] as number;
    const o = t * stride;
    const p = t * classes;
    for (let k = 0; k < classes; k++) row[k] = prior[o + k] as number;
    for (let i = from; i < to; i++) {
      const at = offset[i] as number;
      for (let k = 0; k < classes; k++) row[k] = (row[k] as number) + (likelihood[at + k] as number);
    }
    for (let k = 0; k < classes; k++) before[k] = posterior[p + k] as number;
    const step = settleRow(row, classes, posterior, p, exp);
    if (step === 0) continue;
    if (step > move) move = step;
    for (let k = 0; k < classes; k++) row[k] = (row[k] as number) - (before[k] as number);
    for (let i = from; i < to; i++) {
      const at = offset[i] as number;
      for (let k = 0; k < classes; k++) counts[at + k] = (counts[at + k] as number) + (row[k] as number);
    }
  }
  return move;
};

/** Turns a row of log scores into Q16 probabilities, stores them at `p` and returns the largest move. */
export function settleRow(row: Int32Array, classes: number, posterior: Int32Array, p: number, exp: Int32Array): number {
  let best = row[0] as number;
  for (let k = 1; k < classes; k++) if ((row[k] as number) > best) best = row[k] as number;
  let sum = 0;
  for (let k = 0; k < classes; k++) {
    const gap = best - (row[k] as number);
    const e = gap < EXP_N ? (exp[gap] as number) : 0;
    row[k] = e;
    sum += e;
  }
  const inverse = ONE / sum;
  let move = 0;
  for (let k = 0; k < classes; k++) {
    const q = ((row[k] as number) * inverse + ROUND_UP) | 0;
    const step = Math.abs(q - (posterior[p + k] as number));
    if (step > move) move = step;
    posterior[p + k] = q;
    row[k] = q;
  }
  return move;
}
