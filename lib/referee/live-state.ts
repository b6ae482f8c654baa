/** The state of the referee between two sweeps (`live.ts`), and the steps it is kept by. Integers only. */
import { annotatorSkill, type Coins, type Counts, oneCoin, poolErrors, shareRight } from "./coins";
import type { Mode } from "./finding";
import { addAnswer } from "./likelihood";
import { tables } from "./tables";
import { largest, shrink, softmax } from "./temper";

export type Live = {
  readonly classes: number;
  /** How the sweep that it stands on found the truth. */
  readonly mode: Mode;
  /** Tempering, Q10. */
  readonly tau: number;
  /** Answers that the sweep had read. */
  readonly swept: number;
  items: number;
  annotators: number;
  answers: number;
  /** Per answer: annotator, label, and the item's answer before it, or -1. */
  who: Int32Array;
  said: Int32Array;
  before: Int32Array;
  /** Per item: its latest answer or -1, how many it has, the known class or -1, tempered probability of the best class (Q16). */
  last: Int32Array;
  size: Int32Array;
  known: Int32Array;
  certainty: Int32Array;
  /** [items × classes] Q16, and Q10 bits. */
  posterior: Int32Array;
  prior: Int32Array;
  /** [annotators] answers given. */
  given: Int32Array;
  counts: Counts;
  coins: Coins;
  /** [classes] log prior of an item that nothing is known of, Q10 bits. */
  readonly common: Int32Array;
  /** What annotators are shrunk to: mean share of right answers, Q16. */
  mean: number;
  /** [classes] scratch: an item's log scores, tempered ones, and soft counts on their way. */
  readonly scores: Int32Array;
  readonly soft: Float64Array;
  readonly row: Int32Array;
};

/** Adds `row` to the tallies of the annotator of answer i. Sums stay exact integers, whatever the order. */
export function countAnswer({ classes, row, who, said, counts }: Live, i: number): void {
  const { right, seen, pool } = counts;
  const v = (who[i] as number) * classes;
  const l = said[i] as number;
  for (let k = 0; k < classes; k++) {
    seen[v + k] = (seen[v + k] as number) + (row[k] as number);
    pool[l * classes + k] = (pool[l * classes + k] as number) + (row[k] as number);
  }
  right[v + l] = (right[v + l] as number) + (row[l] as number);
}

/** The same, and the annotator's coins follow. */
export function tally(live: Live, i: number): void {
  countAnswer(live, i);
  tossAgain(live, live.who[i] as number);
}

/** Leaves the item's log scores in `scores` and its tempered posterior in `soft`; returns the largest of the latter. */
export function temper(live: Live, t: number): number {
  const { classes, posterior, prior, scores, soft, tau, who, said, before, coins, mode } = live;
  const p = t * classes;
  if (mode === "majority") {
    for (let k = 0; k < classes; k++) soft[k] = posterior[p + k] as number;
    return largest(soft);
  }
  for (let k = 0; k < classes; k++) scores[k] = prior[p + k] as number;
  for (let i = live.last[t] as number; i >= 0; i = before[i] as number) {
    addAnswer(scores, 0, coins, who[i] as number, said[i] as number, classes, 1);
  }
  const best = largest(scores);
  for (let k = 0; k < classes; k++) soft[k] = -shrink(best - (scores[k] as number), tau);
  softmax(soft, tables().exp);
  return largest(soft);
}

/** The annotator's coins from its tallies. */
export function tossAgain({ mode, classes, counts, coins, mean }: Live, w: number): void {
  if (mode === "majority") return;
  const step = mode === "one-coin" ? oneCoin : annotatorSkill;
  step(w * classes, classes, counts, coins, mean, tables().log);
}

/** Mean share of right answers; for coins per class also the pool's error shares, into `errors`. */
export function meanRight({ mode, classes, counts }: Live, errors: Pick<Coins, "error" | "logError">): number {
  const { pool } = counts;
  if (mode !== "one-coin") return poolErrors(classes, pool.slice(), errors, tables().log);
  let right = 0;
  let all = 0;
  for (let l = 0; l < classes; l++) {
    right += pool[l * classes + l] as number;
    for (let k = 0; k < classes; k++) all += pool[l * classes + k] as number;
  }
  return shareRight(right, all);
}

/** The array, with room for `size` entries: twice the old length when it has to move. */
export function grown<Cells extends Int32Array | Float64Array>(cells: Cells, size: number): Cells {
  if (cells.length >= size) return cells;
  const more = new (cells.constructor as new (length: number) => Cells)(Math.max(size, 2 * cells.length, 16));
  more.set(cells);
  return more;
}
