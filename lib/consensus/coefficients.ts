import type { Tally } from "./tally";

/** How far apart two classes are, 0 for the same; a metric's scale does not matter. */
export type Disagreement = (k: number, l: number) => number;

export const nominalDisagreement: Disagreement = (k, l) => (k === l ? 0 : 1);

/** Interval data: squared difference of the classes' values. */
export const intervalDisagreement =
  (value: (k: number) => number = (k) => k): Disagreement =>
  (k, l) =>
    (value(k) - value(l)) ** 2;

/** Ordinal data: squared number of answers from the middle of one class to the middle of the other. */
export function ordinalDisagreement({ totals }: Tally): Disagreement {
  return (k, l) => {
    const [low, high] = k < l ? [k, l] : [l, k];
    let between = 0;
    for (let g = low; g <= high; g++) between += totals[g] ?? 0;
    return (between - ((totals[k] ?? 0) + (totals[l] ?? 0)) / 2) ** 2;
  };
}

/** Chance that two answers to an item, drawn at random, are the same; mean over items with two or more. Null without any. */
export function percentAgreement(tally: Tally): number | null {
  return tally.rated === 0 ? null : weighted(tally, (k, l) => (k === l ? 1 : 0));
}

/**
 * Fleiss' kappa (Fleiss 1971, Psychological Bulletin 76(5)), with every item weighted alike where items differ in answers;
 * null where chance explains all.
 */
export function fleissKappa(tally: Tally): number | null {
  const percent = percentAgreement(tally);
  if (percent === null) return null;
  const expected = tally.ratedShares.reduce((sum, share) => sum + (share / tally.rated) ** 2, 0);
  return corrected(percent, expected);
}

/**
 * Krippendorff's alpha (Krippendorff 2011, "Computing Krippendorff's Alpha-Reliability"): one less observed over expected
 * disagreement of all pairable values; null where nothing varies or no value has a partner.
 */
export function krippendorffAlpha(
  { classes, values, totals, coincidences }: Tally,
  delta: Disagreement,
): number | null {
  let observed = 0;
  let expected = 0;
  for (let k = 0; k < classes; k++) {
    for (let l = 0; l < classes; l++) {
      if (k === l) continue;
      const apart = delta(k, l);
      observed += (coincidences[k * classes + l] ?? 0) * apart;
      expected += (totals[k] ?? 0) * (totals[l] ?? 0) * apart;
    }
  }
  return expected === 0 ? null : 1 - ((values - 1) * observed) / expected;
}

/**
 * Gwet's AC2, and AC1 with `weight` 1 for equals and 0 else (Gwet 2008, British Journal of Mathematical and Statistical
 * Psychology 61; with missing answers: Gwet 2014, Handbook of Inter-Rater Reliability). `weight`: 1 for the same class, less
 * the farther two are apart. Null with one class or without pairs.
 */
export function gwetAc(tally: Tally, weight: (k: number, l: number) => number): number | null {
  const { classes, rated, seen, seenShares } = tally;
  if (rated === 0 || classes < 2) return null;
  let whole = 0;
  for (let k = 0; k < classes; k++) for (let l = 0; l < classes; l++) whole += weight(k, l);
  const spread = seenShares.reduce((sum, share) => sum + (share / seen) * (1 - share / seen), 0);
  return corrected(weighted(tally, weight), (whole * spread) / (classes * (classes - 1)));
}

export const identityWeight = (k: number, l: number): number => (k === l ? 1 : 0);

/** Mean over rated items of the weight of a random pair of its answers. */
function weighted({ classes, pairs, rated }: Tally, weight: (k: number, l: number) => number): number {
  let sum = 0;
  for (let k = 0; k < classes; k++)
    for (let l = 0; l < classes; l++) sum += weight(k, l) * (pairs[k * classes + l] ?? 0);
  return sum / rated;
}

/** (agreement − chance) / (1 − chance); null where chance explains all. */
export const corrected = (agreement: number, chance: number): number | null =>
  chance >= 1 ? null : (agreement - chance) / (1 - chance);
