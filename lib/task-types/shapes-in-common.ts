import { ONE_Q16 } from "@/lib/kernel/q16";
import type { LabeledShape, Overlap } from "./shape-clusters";
import type { ShapesInCommon } from "./task-type";

/** Two shapes are the same thing from half of their union on, as in the merge. */
const SAME_THING = ONE_Q16 / 2;

/** How many shapes of each are the same thing, and how well they lie on each other: equal labels, by falling overlap, each shape once. */
export function shapesInCommon<Shape extends LabeledShape>(
  mine: readonly Shape[],
  label: readonly Shape[],
  iou: Overlap<Shape>,
): ShapesInCommon {
  const overlaps = matches(mine, label, iou);
  const found = overlaps.length;
  const mean = overlaps.reduce((sum, overlap) => sum + overlap, 0) / Math.max(1, found);
  return { mine: mine.length, label: label.length, found, overlapPercent: Math.round((mean * 100) / ONE_Q16) };
}

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
