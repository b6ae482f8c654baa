import { permille } from "./agreement";
import { bootstrap } from "./bootstrap";
import {
  fleissKappa,
  gwetAc,
  identityWeight,
  intervalDisagreement,
  krippendorffAlpha,
  nominalDisagreement,
  ordinalDisagreement,
  percentAgreement,
} from "./coefficients";
import { meanCohenKappa, type Rating, raterPairs } from "./cohen";
import type { CoefficientId } from "./quality-report";
import { addItem, newTally, sumTallies, type Tally } from "./tally";

/** One coefficient in thousandths with its 95 % interval; null where it has no value, or no interval. */
export type CoefficientRow = {
  readonly id: CoefficientId;
  readonly permille: number | null;
  readonly lowPermille: number | null;
  readonly highPermille: number | null;
};

/** Items are resampled one by one up to so many, then in so many parts of equal size; fewer where tallies are large. */
const PARTS = 400;
const CELLS = 200_000;

/** Answers to items, one of each annotator at most, as classes. */
export type ClassRating = Omit<Rating, "part">;

type Statistic = { readonly id: CoefficientId; of(tally: Tally): number | null };

const NOMINAL: readonly Statistic[] = [
  { id: "percent", of: percentAgreement },
  { id: "fleiss", of: fleissKappa },
  { id: "alpha", of: (tally) => krippendorffAlpha(tally, nominalDisagreement) },
  { id: "ac1", of: (tally) => gwetAc(tally, identityWeight) },
];

/**
 * Agreement of answers that are classes, with bootstrap intervals over the items. `distance`: how far apart two classes
 * are, 0 to 1; where it is more than same or not, alpha by distance and AC2 come besides, and where it puts the classes on a
 * line, alpha of ordinal and of interval data. Floats: reports pay nobody.
 */
export function agreementReport(
  ratings: readonly ClassRating[],
  classes: number,
  distance: (k: number, l: number) => number,
): CoefficientRow[] {
  const { parts, placed } = inParts(ratings, classes);
  const pairs = raterPairs(placed);
  const statistics = [
    ...NOMINAL,
    ...(isOrdered(classes, distance) ? ORDERED : []),
    ...(isGraded(classes, distance) ? graded(distance) : []),
  ];
  return coefficientRows(["cohen", ...statistics.map(({ id }) => id)], parts.length, (times) => {
    const tally = sumTallies(parts, times);
    return [meanCohenKappa(pairs, classes, times), ...statistics.map((statistic) => statistic.of(tally))];
  });
}

/** Classes in an order, at equal steps for the interval. */
const ORDERED: readonly Statistic[] = [
  { id: "alpha-ordinal", of: (tally) => krippendorffAlpha(tally, ordinalDisagreement(tally)) },
  { id: "alpha-interval", of: (tally) => krippendorffAlpha(tally, intervalDisagreement()) },
];

const graded = (distance: (k: number, l: number) => number): Statistic[] => [
  { id: "alpha-distance", of: (tally) => krippendorffAlpha(tally, distance) },
  { id: "ac2", of: (tally) => gwetAc(tally, (k, l) => 1 - distance(k, l)) },
];

/** Statistics of parts: their values over all of them once, and their intervals. */
export function coefficientRows(
  ids: readonly CoefficientId[],
  parts: number,
  statistics: (times: Int32Array) => readonly (number | null)[],
): CoefficientRow[] {
  const values = statistics(new Int32Array(parts).fill(1));
  const intervals = bootstrap(parts, statistics);
  return ids.map((id, i) => {
    const value = values[i] ?? null;
    const interval = value === null ? null : (intervals[i] ?? null);
    return {
      id,
      permille: permille(value),
      lowPermille: permille(interval?.low ?? null),
      highPermille: permille(interval?.high ?? null),
    };
  });
}

/** Each item's part: its place in the order of names, by rest; so that the parts have equal sizes. */
export function partsOf(items: Iterable<string>, most = PARTS): ReadonlyMap<string, number> {
  const names = [...new Set(items)].sort();
  return new Map(names.map((name, i) => [name, i % most]));
}

function inParts(ratings: readonly ClassRating[], classes: number) {
  const most = Math.min(PARTS, Math.max(20, Math.floor(CELLS / (classes * classes))));
  const partOf = partsOf(
    ratings.map(({ item }) => item),
    most,
  );
  const counts = new Map<string, number[]>();
  const placed = ratings.map((rating): Rating => {
    const row = counts.get(rating.item) ?? new Array<number>(classes).fill(0);
    row[rating.category] = (row[rating.category] ?? 0) + 1;
    counts.set(rating.item, row);
    return { ...rating, part: partOf.get(rating.item) ?? 0 };
  });
  const parts = Array.from({ length: Math.min(most, partOf.size) }, () => newTally(classes));
  for (const [item, row] of counts) {
    const part = parts[partOf.get(item) ?? 0];
    if (part) addItem(part, row);
  }
  return { parts, placed };
}

/** Whether the classes stand on a line in their order: each is farther from one the more classes lie between. */
function isOrdered(classes: number, distance: (k: number, l: number) => number): boolean {
  for (let k = 0; k < classes; k++)
    for (let l = k + 1; l + 1 < classes; l++)
      if (!(distance(k, l + 1) > distance(k, l) && distance(k, l + 1) > distance(k + 1, l + 1))) return false;
  return classes > 2;
}

/** Whether some two classes are neither the same nor wholly different. */
function isGraded(classes: number, distance: (k: number, l: number) => number): boolean {
  for (let k = 0; k < classes; k++) for (let l = 0; l < k; l++) if (distance(k, l) !== 1) return true;
  return false;
}
