import { fleissKappa, krippendorffAlpha, nominalDisagreement, percentAgreement } from "./coefficients";
import { type LabelCounts, tallyOf } from "./tally";

export type Agreement = {
  /** Chance that two answers to an item, drawn at random, are the same; mean over items with two or more. */
  readonly percent: number;
  /** Fleiss' kappa; null where chance explains all. */
  readonly fleissKappa: number | null;
  /** Krippendorff's alpha, nominal; null where there is no variation or no pair. */
  readonly alpha: number | null;
  /** Items with two or more answers: the others say nothing about agreement. */
  readonly items: number;
};

/** Published agreement of a categorical bounty. Reports only: floats are allowed here, nobody is paid by them. */
export function agreement(counts: LabelCounts): Agreement {
  const tally = tallyOf(counts);
  return {
    percent: percentAgreement(tally) ?? 0,
    fleissKappa: fleissKappa(tally),
    alpha: krippendorffAlpha(tally, nominalDisagreement),
    items: tally.rated,
  };
}

/** Answers against truth: `matrix[label][truth]` counts. `truth[item]` is a class, or -1 to leave the item out. */
export function confusion(counts: LabelCounts, truth: readonly number[], classes: number): number[][] {
  const matrix = Array.from({ length: classes }, () => new Array<number>(classes).fill(0));
  counts.forEach((row, t) => {
    const k = truth[t] ?? -1;
    if (k < 0) return;
    row.forEach((n, label) => {
      const line = matrix[label];
      if (line) line[k] = (line[k] ?? 0) + n;
    });
  });
  return matrix;
}

/** A share or coefficient in whole thousandths, -1000 to 1000; null stays null. */
export const permille = (share: number | null): number | null =>
  share === null ? null : Math.max(-1000, Math.min(1000, Math.round(share * 1000)));
