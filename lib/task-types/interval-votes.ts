import { ONE_Q16 } from "@/lib/kernel/q16";
import type { Weighted } from "./task-type";
import { audible, totalWeight } from "./weighted-votes";

/** A labeled stretch start ≤ x < end of a line: code points of a text, milliseconds of a recording. */
export type Interval = { readonly label: string; readonly start: number; readonly end: number };

/** The one order of intervals: by start, then end, then label (UTF-16 code units). */
export const intervalOrder = (a: Interval, b: Interval): number =>
  a.start - b.start || a.end - b.end || (a.label < b.label ? -1 : a.label > b.label ? 1 : 0);

/** Whether intervals stand in order, and none overlaps another: of any label, or with `overlap` of its own. */
export function isOrderly(intervals: readonly Interval[], overlap: boolean): boolean {
  const last = new Map<string, number>();
  return intervals.every((interval, i) => {
    const before = intervals[i - 1];
    const lane = overlap ? interval.label : "";
    const free = interval.start >= (last.get(lane) ?? 0);
    last.set(lane, interval.end);
    return free && (before === undefined || intervalOrder(before, interval) < 0);
  });
}

/** 1 − F1 over points, Q16: a point counts for every label it bears. Both empty: the same. Lengths sum below 2^36. */
export function intervalsDistance(a: readonly Interval[], b: readonly Interval[]): number {
  const all = length(a) + length(b);
  if (all === 0) return 0;
  let both = 0;
  for (const label of new Set(a.map((interval) => interval.label))) {
    both += sharedLength(lane(a, label), lane(b, label));
  }
  return ONE_Q16 - Math.floor((2 * both * ONE_Q16) / all);
}

/** Intersection over union of two intervals, Q16, rounded down. */
export function intervalIou(a: Interval, b: Interval): number {
  const both = Math.min(a.end, b.end) - Math.max(a.start, b.start);
  return both <= 0 ? 0 : Math.floor((both * ONE_Q16) / (a.end - a.start + b.end - b.start - both));
}

const lane = (intervals: readonly Interval[], label: string) => intervals.filter((one) => one.label === label);
const length = (intervals: readonly Interval[]) => intervals.reduce((sum, { start, end }) => sum + end - start, 0);

/** Points in both of two lists that stand in order and do not overlap within themselves. */
function sharedLength(a: readonly Interval[], b: readonly Interval[]): number {
  let sum = 0;
  for (let i = 0, j = 0; i < a.length && j < b.length; ) {
    const [one, other] = [a[i], b[j]];
    if (!one || !other) break;
    sum += Math.max(0, Math.min(one.end, other.end) - Math.max(one.start, other.start));
    if (one.end <= other.end) i++;
    else j++;
  }
  return sum;
}

/**
 * Intervals by votes of points: a point bears a label where more than half of the weight says so, and neighbours are parted
 * where at least half of the weight that covers both parts them. Where nobody's intervals overlap, the merged do not either.
 */
export function mergeIntervals(votes: readonly Weighted<readonly Interval[]>[]): Interval[] {
  const heard = audible(votes);
  const whole = totalWeight(heard);
  const labels = new Set(heard.flatMap(({ answer }) => answer.map(({ label }) => label)));
  return [...labels].flatMap((label) => mergeLane(label, heard, whole)).sort(intervalOrder);
}

type Tally = { opened: number; closed: number };

/** One sweep over the borders of a label's intervals. */
function mergeLane(label: string, votes: readonly Weighted<readonly Interval[]>[], whole: number): Interval[] {
  const borders = new Map<number, Tally>();
  const parted = new Map<number, number>();
  const tally = (at: number): Tally => {
    const found = borders.get(at) ?? { opened: 0, closed: 0 };
    borders.set(at, found);
    return found;
  };
  for (const { answer, weightQ16 } of votes) {
    let end = -1;
    for (const interval of lane(answer, label)) {
      tally(interval.start).opened += weightQ16;
      tally(interval.end).closed += weightQ16;
      if (interval.start === end) parted.set(end, (parted.get(end) ?? 0) + weightQ16);
      end = interval.end;
    }
  }
  const merged: Interval[] = [];
  let from = -1;
  let weight = 0;
  for (const [at, { opened, closed }] of [...borders].sort(([a], [b]) => a - b)) {
    const through = weight - closed + (parted.get(at) ?? 0);
    weight += opened - closed;
    const inside = 2 * weight > whole;
    const cut = 2 * (parted.get(at) ?? 0) >= through;
    if (from >= 0 && (!inside || cut)) {
      merged.push({ label, start: from, end: at });
      from = -1;
    }
    if (from < 0 && inside) from = at;
  }
  return merged;
}
