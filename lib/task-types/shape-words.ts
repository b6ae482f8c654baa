import { ONE_Q16 } from "@/lib/kernel/q16";
import type { LabeledShape, Overlap } from "./shape-clusters";

/** Two shapes are the same thing from half of their union on, as in the merge. */
const SAME_THING = ONE_Q16 / 2;

/**
 * What of somebody's shapes is in their item's label, in words: how many, how well they lie on it, what is too many and what
 * is missing. Pairs of equally labeled shapes by falling overlap, each shape once.
 */
export function shapeWords<Shape extends LabeledShape>(
  mine: readonly Shape[],
  label: readonly Shape[],
  iou: Overlap<Shape>,
  [one, many]: readonly [one: string, many: string],
): string {
  const count = (n: number) => `${n} ${n === 1 ? one : many}`;
  if (mine.length === 0 && label.length === 0) return `No ${many}, and the label has none.`;
  if (mine.length === 0) return `No ${many}, and the label has ${label.length}.`;
  if (label.length === 0) return `${count(mine.length)}, and the label has none.`;
  const overlaps = matches(mine, label, iou);
  const found = overlaps.length;
  const mean = overlaps.reduce((sum, overlap) => sum + overlap, 0) / Math.max(1, found);
  const lies = found > 0 ? `, overlapping it by ${Math.round((mean * 100) / ONE_Q16)} %` : "";
  const rest = [
    ...(mine.length > found ? [`${mine.length - found} of yours ${isAre(mine.length - found)} not in it`] : []),
    ...(label.length > found ? [`${label.length - found} of its ${many} ${isAre(label.length - found)} missing`] : []),
  ];
  const matched = `${found} of your ${count(mine.length)} ${isAre(found)} in the label${lies}`;
  return `${[matched, ...rest].join("; ")}.`;
}

const isAre = (n: number): string => (n === 1 ? "is" : "are");

/** Overlaps (Q16) of the matched pairs. */
function matches<Shape extends LabeledShape>(a: readonly Shape[], b: readonly Shape[], iou: Overlap<Shape>): number[] {
  const pairs: { left: number; right: number; overlap: number }[] = [];
  a.forEach((mine, left) => {
    b.forEach((other, right) => {
      const overlap = mine.label === other.label ? iou(mine, other) : 0;
      if (overlap >= SAME_THING) pairs.push({ left, right, overlap });
    });
  });
  const [lefts, rights] = [new Set<number>(), new Set<number>()];
  return pairs
    .sort((x, y) => y.overlap - x.overlap || x.left - y.left || x.right - y.right)
    .flatMap(({ left, right, overlap }) => {
      if (lefts.has(left) || rights.has(right)) return [];
      lefts.add(left);
      rights.add(right);
      return [overlap];
    });
}
