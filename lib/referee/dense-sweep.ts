import type { Coins, Counts } from "./coins";
import { LOG_MIN } from "./constants";
import { type DenseLoop, genericLoop } from "./dense-loop";
import type { RefereeInput, VoteIndex } from "./input";
import type { LogPrior } from "./start";
import { UNROLLED } from "./unrolled";

/** One way of going over all answers: `count` fills the soft counts of the present posterior, `update` moves it. */
export type Sweep = {
  /** Soft counts of the posterior as the last `update` left it. */
  count(counts: Counts): void;
  /** The E step under `coins`; returns the largest move of a posterior cell, Q16. */
  update(coins: Coins): number;
};

/** Above this many cells of [annotators × classes × classes] the table of likelihoods is not worth its memory. */
const DENSE_CELLS = 2 ** 24;

/** int32 holds the soft counts of an annotator with at most this many answers: 32767·2^16 < 2^31. */
const INT32_ANSWERS = 32_767;

/**
 * Sweeps with one row of likelihoods and one row of counts per (annotator, label): the fast way.
 * `posterior` is read at the start and written by every update.
 */
export function denseSweep(
  input: RefereeInput,
  { start, answers }: VoteIndex,
  prior: LogPrior,
  posterior: Int32Array,
  exp: Int32Array,
  unrolled: boolean,
): Sweep {
  const { items, annotators, classes } = input;
  const offset = rowOffsets(input);
  const cells = annotators * classes * classes;
  const counts = countCells(cells, answers);
  const likelihood = new Int16Array(cells);
  const loop: DenseLoop = (unrolled ? UNROLLED[classes] : undefined) ?? genericLoop;
  countStart(input, start, offset, posterior, counts);
  return {
    count: (into) => gather(annotators, classes, counts, into),
    update(coins) {
      fillLikelihood(annotators, classes, coins, likelihood);
      return loop(items, classes, start, offset, prior.rows, prior.stride, likelihood, counts, posterior, exp);
    },
  };
}

/** Whether the tables of a dense sweep are small enough. */
export const isDense = ({ annotators, classes }: RefereeInput): boolean =>
  annotators * classes * classes <= DENSE_CELLS;

/** Where each answer's row of (annotator, label) begins. A plain loop: `map` would cost as much as half a round. */
function rowOffsets({ annotator, label, classes }: RefereeInput): Int32Array {
  const offset = new Int32Array(annotator.length);
  for (let i = 0; i < offset.length; i++) {
    offset[i] = ((annotator[i] as number) * classes + (label[i] as number)) * classes;
  }
  return offset;
}

/** Cells for soft counts that hold the busiest annotator's: `answers` per annotator. */
export function countCells(cells: number, answers: Int32Array): Int32Array | Float64Array {
  const most = answers.reduce((a, b) => Math.max(a, b), 0);
  return most > INT32_ANSWERS ? new Float64Array(cells) : new Int32Array(cells);
}

/** Adds every answer's posterior row to its cells. */
export function countStart(
  { items, classes }: RefereeInput,
  start: Int32Array,
  offset: Int32Array,
  posterior: Int32Array,
  counts: Int32Array | Float64Array,
): void {
  for (let t = 0; t < items; t++) {
    const to = start[t + 1] as number;
    const p = t * classes;
    for (let k = 0; k < classes; k++) {
      const cell = posterior[p + k] as number;
      if (cell === 0) continue;
      for (let i = start[t] as number; i < to; i++) {
        const at = (offset[i] as number) + k;
        counts[at] = (counts[at] as number) + cell;
      }
    }
  }
}

function gather(annotators: number, classes: number, cells: Int32Array | Float64Array, into: Counts): void {
  const { right, seen, pool } = into;
  pool.fill(0);
  for (let w = 0; w < annotators; w++) {
    const o = w * classes * classes;
    for (let k = 0; k < classes; k++) {
      let sum = 0;
      for (let l = 0; l < classes; l++) {
        const cell = cells[o + l * classes + k] as number;
        sum += cell;
        pool[l * classes + k] = (pool[l * classes + k] as number) + cell;
      }
      seen[w * classes + k] = sum;
      right[w * classes + k] = cells[o + k * classes + k] as number;
    }
  }
}

function fillLikelihood(
  annotators: number,
  classes: number,
  { logHit, logMiss, logError }: Coins,
  likelihood: Int16Array,
): void {
  for (let w = 0; w < annotators; w++) {
    const o = w * classes * classes;
    const v = w * classes;
    for (let l = 0; l < classes; l++) {
      for (let k = 0; k < classes; k++) {
        const miss = (logMiss[v + k] as number) + (logError[l * classes + k] as number);
        likelihood[o + l * classes + k] = l === k ? (logHit[v + k] as number) : miss > LOG_MIN ? miss : LOG_MIN;
      }
    }
  }
}
