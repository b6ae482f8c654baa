/** How often each class was named, item by item: `counts[item][class]`. */
export type LabelCounts = readonly (readonly number[])[];

/**
 * What agreement coefficients need of a set of items. Tallies add up, so that a resample of items is a weighted sum of the
 * tallies of their parts. Items with one answer say nothing about agreement, but Gwet's chance counts them.
 */
export type Tally = {
  readonly classes: number;
  /** Items with two or more answers, and with one or more. */
  rated: number;
  seen: number;
  /** Answers to rated items. */
  values: number;
  /** [k·classes + l] Σ over rated items of (ordered pairs k, l) / (all ordered pairs of the item). */
  readonly pairs: Float64Array;
  /** [k·classes + l] Krippendorff's coincidences: (ordered pairs k, l) / (answers of the item − 1). */
  readonly coincidences: Float64Array;
  /** [classes] Σ of shares over rated items; over all items; answers to rated items. */
  readonly ratedShares: Float64Array;
  readonly seenShares: Float64Array;
  readonly totals: Float64Array;
};

export const newTally = (classes: number): Tally => ({
  classes,
  rated: 0,
  seen: 0,
  values: 0,
  pairs: new Float64Array(classes * classes),
  coincidences: new Float64Array(classes * classes),
  ratedShares: new Float64Array(classes),
  seenShares: new Float64Array(classes),
  totals: new Float64Array(classes),
});

/** Adds one item's counts. */
export function addItem(tally: Tally, row: readonly number[]): void {
  const n = row.reduce((sum, count) => sum + count, 0);
  if (n === 0) return;
  const { classes } = tally;
  tally.seen++;
  if (n >= 2) {
    tally.rated++;
    tally.values += n;
  }
  for (let k = 0; k < classes; k++) {
    const count = row[k] ?? 0;
    if (count === 0) continue;
    bump(tally.seenShares, k, count / n);
    if (n < 2) continue;
    bump(tally.ratedShares, k, count / n);
    bump(tally.totals, k, count);
    for (let l = 0; l < classes; l++) {
      const both = count * ((row[l] ?? 0) - (k === l ? 1 : 0));
      if (both === 0) continue;
      bump(tally.pairs, k * classes + l, both / (n * (n - 1)));
      bump(tally.coincidences, k * classes + l, both / (n - 1));
    }
  }
}

/** The sum of tallies, each taken `times[i]` times. */
export function sumTallies(parts: readonly Tally[], times: ArrayLike<number>): Tally {
  const sum = newTally(parts[0]?.classes ?? 0);
  parts.forEach((part, i) => {
    const by = times[i] ?? 0;
    if (by === 0) return;
    sum.rated += by * part.rated;
    sum.seen += by * part.seen;
    sum.values += by * part.values;
    for (const name of ["pairs", "coincidences", "ratedShares", "seenShares", "totals"] as const) {
      part[name].forEach((value, at) => {
        if (value !== 0) bump(sum[name], at, by * value);
      });
    }
  });
  return sum;
}

export function tallyOf(counts: LabelCounts, classes = counts[0]?.length ?? 0): Tally {
  const tally = newTally(classes);
  for (const row of counts) addItem(tally, row);
  return tally;
}

function bump(cells: Float64Array, at: number, by: number): void {
  cells[at] = (cells[at] ?? 0) + by;
}
