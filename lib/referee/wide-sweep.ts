import type { Counts } from "./coins";
import { settleRow } from "./dense-loop";
import type { Sweep } from "./dense-sweep";
import type { RefereeInput, VoteIndex } from "./input";
import { addAnswer } from "./likelihood";
import type { LogPrior } from "./start";

/**
 * Sweeps without a table over [annotators × classes × classes]: memory O(annotators·classes + classes²), the same bits
 * as `denseSweep`, three times slower. For many annotators with many classes.
 */
export function wideSweep(
  input: RefereeInput,
  { start }: VoteIndex,
  prior: LogPrior,
  posterior: Int32Array,
  exp: Int32Array,
): Sweep {
  const { annotator, label, items, classes } = input;
  const row = new Int32Array(classes);
  return {
    count: (counts) => countAnswers(input, posterior, counts),
    update(coins) {
      let move = 0;
      for (let t = 0; t < items; t++) {
        const to = start[t + 1] as number;
        for (let k = 0; k < classes; k++) row[k] = prior.rows[t * prior.stride + k] as number;
        for (let i = start[t] as number; i < to; i++) {
          addAnswer(row, 0, coins, annotator[i] as number, label[i] as number, classes, 1);
        }
        move = Math.max(move, settleRow(row, classes, posterior, t * classes, exp));
      }
      return move;
    },
  };
}

function countAnswers(input: RefereeInput, posterior: Int32Array, { right, seen, pool }: Counts): void {
  const { item, annotator, label, classes } = input;
  right.fill(0);
  seen.fill(0);
  pool.fill(0);
  for (let i = 0; i < item.length; i++) {
    const l = label[i] as number;
    const v = (annotator[i] as number) * classes;
    const p = (item[i] as number) * classes;
    right[v + l] = (right[v + l] as number) + (posterior[p + l] as number);
    for (let k = 0; k < classes; k++) {
      const cell = posterior[p + k] as number;
      seen[v + k] = (seen[v + k] as number) + cell;
      pool[l * classes + k] = (pool[l * classes + k] as number) + cell;
    }
  }
}
