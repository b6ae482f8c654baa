import { corrected } from "./coefficients";

/** One answer as Cohen's kappa sees it; `part` is the part of a resample that its item belongs to. */
export type Rating = {
  readonly item: string;
  readonly annotator: string;
  readonly category: number;
  readonly part: number;
};

/** Two annotators' answers to the items both answered: [n × 3] part, first's class, second's class. */
export type RaterPair = { readonly shared: Int32Array };

/** Cohen's kappa of two annotators is told from so many shared items on. */
const SHARED = 10;
/** So many pairs are looked at, those with the most shared items. */
const PAIRS = 200;
/** Items with more answers are left out: their pairs grow with the square. */
const MOST_ANSWERS = 50;

/** The pairs of annotators with the most items in common, by falling number; ties by name. */
export function raterPairs(ratings: readonly Rating[]): RaterPair[] {
  const items = new Map<string, Rating[]>();
  for (const rating of ratings) {
    const found = items.get(rating.item);
    if (found) found.push(rating);
    else items.set(rating.item, [rating]);
  }
  const pairs = new Map<string, number[]>();
  for (const answers of items.values()) {
    if (answers.length > MOST_ANSWERS) continue;
    const sorted = [...answers].sort((a, b) => (a.annotator < b.annotator ? -1 : 1));
    sorted.forEach((one, i) => {
      for (const other of sorted.slice(i + 1)) {
        const name = `${one.annotator} ${other.annotator}`;
        const row = pairs.get(name) ?? [];
        row.push(one.part, one.category, other.category);
        pairs.set(name, row);
      }
    });
  }
  return [...pairs]
    .filter(([, row]) => row.length >= 3 * SHARED)
    .sort(([a, x], [b, y]) => y.length - x.length || (a < b ? -1 : 1))
    .slice(0, PAIRS)
    .map(([, row]) => ({ shared: Int32Array.from(row) }));
}

/**
 * Cohen's kappa (Cohen 1960, Educational and Psychological Measurement 20(1)), mean over pairs of annotators, each by its
 * number of shared items; `times[part]` says how often an item counts. Null where no pair has one.
 */
export function meanCohenKappa(pairs: readonly RaterPair[], classes: number, times?: ArrayLike<number>): number | null {
  let sum = 0;
  let items = 0;
  for (const { shared } of pairs) {
    const table = new Float64Array(classes * classes);
    let n = 0;
    for (let i = 0; i < shared.length; i += 3) {
      const by = times ? (times[shared[i] ?? 0] ?? 0) : 1;
      const at = (shared[i + 1] ?? 0) * classes + (shared[i + 2] ?? 0);
      table[at] = (table[at] ?? 0) + by;
      n += by;
    }
    const kappa = cohenKappa(table, classes);
    if (kappa === null) continue;
    sum += n * kappa;
    items += n;
  }
  return items === 0 ? null : sum / items;
}

/** Cohen's kappa of a table [first's class × second's class] of counts; null when it is empty or chance explains all. */
export function cohenKappa(table: ArrayLike<number>, classes: number): number | null {
  const first = new Float64Array(classes);
  const second = new Float64Array(classes);
  let n = 0;
  let same = 0;
  for (let k = 0; k < classes; k++) {
    for (let l = 0; l < classes; l++) {
      const count = table[k * classes + l] ?? 0;
      n += count;
      first[k] = (first[k] ?? 0) + count;
      second[l] = (second[l] ?? 0) + count;
      if (k === l) same += count;
    }
  }
  if (n === 0) return null;
  return corrected(
    same / n,
    first.reduce((sum, share, k) => sum + (share * (second[k] ?? 0)) / (n * n), 0),
  );
}
