/** How often each class was named, item by item: `counts[item][class]`. */
export type LabelCounts = readonly (readonly number[])[];

export type Agreement = {
  /** Chance that two answers to an item, drawn at random, are the same; mean over items with two or more. */
  readonly percent: number;
  /** Fleiss' kappa, with every item weighted alike where items differ in answers; null where chance explains all. */
  readonly fleissKappa: number | null;
  /** Krippendorff's alpha, nominal; null where there is no variation or no pair. */
  readonly alpha: number | null;
  /** Items with two or more answers: the others say nothing about agreement. */
  readonly items: number;
};

/**
 * Published agreement of a categorical bounty. Reports only: floats are allowed here, nobody is paid by them.
 * Fleiss (1971), Psychological Bulletin 76(5); Krippendorff (2011), Computing Krippendorff's Alpha-Reliability.
 */
export function agreement(counts: LabelCounts): Agreement {
  const rated = counts.filter((row) => sum(row) >= 2);
  if (rated.length === 0) return { percent: 0, fleissKappa: null, alpha: null, items: 0 };
  const percent = mean(rated.map(pairAgreement));
  const expected = classShares(rated).reduce((total, share) => total + share * share, 0);
  return {
    percent,
    fleissKappa: expected === 1 ? null : (percent - expected) / (1 - expected),
    alpha: krippendorff(rated),
    items: rated.length,
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

const sum = (row: readonly number[]): number => row.reduce((a, b) => a + b, 0);
const mean = (row: readonly number[]): number => sum(row) / row.length;

function pairAgreement(row: readonly number[]): number {
  const n = sum(row);
  return row.reduce((pairs, c) => pairs + c * (c - 1), 0) / (n * (n - 1));
}

/** Mean over items of each class's share of the item's answers. */
function classShares(rated: LabelCounts): number[] {
  const classes = rated[0]?.length ?? 0;
  return Array.from({ length: classes }, (_, k) => mean(rated.map((row) => (row[k] ?? 0) / sum(row))));
}

/** 1 - observed / expected disagreement over all pairable values. */
function krippendorff(rated: LabelCounts): number | null {
  const classes = rated[0]?.length ?? 0;
  const totals = Array.from({ length: classes }, (_, k) => sum(rated.map((row) => row[k] ?? 0)));
  const values = sum(totals);
  const expected = values * values - totals.reduce((a, n) => a + n * n, 0);
  if (expected === 0) return null;
  const observed = sum(
    rated.map((row) => {
      const n = sum(row);
      return (n * n - row.reduce((a, c) => a + c * c, 0)) / (n - 1);
    }),
  );
  return 1 - ((values - 1) * observed) / expected;
}
