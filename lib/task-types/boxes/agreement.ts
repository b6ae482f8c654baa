import { ONE_Q16 } from "@/lib/kernel/q16";
import { agreedShapes, type Cluster, shapesDistance } from "../shape-clusters";
import { shapesInCommon } from "../shapes-in-common";
import type { ShapesInCommon, Weighted } from "../task-type";
import { weightedMedian } from "../weighted-votes";
import { type Box, type BoxesAnswer, MAX_BOXES } from "./schema";

/** Intersection over union of two boxes, Q16, rounded down. Areas ≤ (2·10^4)², so products stay under 2^46. */
export function boxIou(a: Box, b: Box): number {
  const wide = Math.min(a.x2, b.x2) - Math.max(a.x1, b.x1);
  const high = Math.min(a.y2, b.y2) - Math.max(a.y1, b.y1);
  if (wide <= 0 || high <= 0) return 0;
  const both = wide * high;
  return Math.floor((both * ONE_Q16) / (area(a) + area(b) - both));
}

const area = ({ x1, y1, x2, y2 }: Box): number => (x2 - x1) * (y2 - y1);

export const boxesDistance = (a: BoxesAnswer, b: BoxesAnswer): number => shapesDistance(a.boxes, b.boxes, boxIou);

/** Matched boxes and how they overlap. */
export const boxesInCommon = (answer: BoxesAnswer, label: BoxesAnswer): ShapesInCommon =>
  shapesInCommon(answer.boxes, label.boxes, boxIou);

/** Boxes that more than half of the weight drew, each at the weighted medians of its corners. */
export function mergeBoxes(votes: readonly Weighted<BoxesAnswer>[]): BoxesAnswer {
  const found = agreedShapes(
    votes.map(({ answer, weightQ16 }) => ({ answer: answer.boxes, weightQ16 })),
    boxIou,
  );
  const kept = found.map((thing, i) => ({ ...thing, i })).sort((a, b) => b.weightQ16 - a.weightQ16 || a.i - b.i);
  return {
    boxes: kept
      .slice(0, MAX_BOXES)
      .sort((a, b) => a.i - b.i)
      .map(({ label, cluster }) => medianBox(label, cluster)),
  };
}

/** A median keeps order, so the box has an area since all of them have. */
function medianBox(label: string, cluster: Cluster<Box>): Box {
  const median = (side: "x1" | "y1" | "x2" | "y2") =>
    weightedMedian(cluster.map(({ shape, weightQ16 }) => ({ answer: shape[side], weightQ16 })));
  return { label, x1: median("x1"), y1: median("y1"), x2: median("x2"), y2: median("y2") };
}
