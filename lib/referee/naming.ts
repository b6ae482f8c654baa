import { NAMING_SIGMAS } from "./constants";
import type { RefereeInput, VoteIndex } from "./input";

/**
 * The first class that the crowd does not call by its name, or -1: on the items whose verdict is that class, another
 * label was given more often than its own, by more than chance (two standard deviations of a fair coin).
 *
 * A truth that is inferred from answers has a name only because, class by class, its own name is what most answers say;
 * without that the same likelihood belongs to other readings of the classes. EM with a coin per class can slide there:
 * a class that is rarely used becomes the place of all items that are hard. Where gold itself shows the crowd to misname
 * a class, gold names it: that is a fact about the crowd, not a slip.
 * Items with tied verdicts say nothing. Bounds: sums ≤ 10^7 answers, their squares ≤ 10^14 < 2^53.
 */
export function misnamedClass(input: RefereeInput, { start }: VoteIndex, posterior: Int32Array): number {
  const { label, items, classes, gold } = input;
  const said = new Float64Array(classes * classes);
  const saidOnGold = new Float64Array(classes * classes);
  for (let t = 0; t < items; t++) {
    const k = verdictOf(posterior, t * classes, classes);
    if (k < 0) continue;
    const counts = gold !== undefined && (gold[t] as number) >= 0 ? saidOnGold : said;
    const to = start[t + 1] as number;
    for (let i = start[t] as number; i < to; i++) {
      const cell = k * classes + (label[i] as number);
      counts[cell] = (counts[cell] as number) + 1;
    }
  }
  for (let k = 0; k < classes; k++) {
    for (let l = 0; l < classes; l++) {
      if (outspoken(said, k, l, classes) && !(more(saidOnGold, k, l, classes) > 0)) return k;
    }
  }
  return -1;
}

/** How much more often l was said than k on the items of class k. */
const more = (said: Float64Array, k: number, l: number, classes: number): number =>
  (said[k * classes + l] as number) - (said[k * classes + k] as number);

function outspoken(said: Float64Array, k: number, l: number, classes: number): boolean {
  const excess = more(said, k, l, classes);
  const both = (said[k * classes + l] as number) + (said[k * classes + k] as number);
  return excess > 0 && excess * excess > NAMING_SIGMAS * NAMING_SIGMAS * both;
}

/** The one best class of the row at `o`, or -1 where several are best. */
function verdictOf(posterior: Int32Array, o: number, classes: number): number {
  let best = 0;
  let tied = false;
  for (let k = 1; k < classes; k++) {
    const gap = (posterior[o + k] as number) - (posterior[o + best] as number);
    if (gap > 0) best = k;
    tied = gap === 0 || (tied && gap < 0);
  }
  return tied ? -1 : best;
}
