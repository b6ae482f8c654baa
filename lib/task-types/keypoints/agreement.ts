import { ONE_Q16 } from "@/lib/kernel/q16";
import { agreedShapes, type Cluster, shapesDistance } from "../shape-clusters";
import type { Weighted } from "../task-type";
import { heaviest, totalWeight, weightedMedian } from "../weighted-votes";
import { type Figure, type Keypoint, type KeypointsAnswer, type KeypointsConfig, MAX_FIGURES } from "./schema";

/** A point is missed wholly from this part of the figure's diagonal on, squared: 1/8. */
const REACH_SQUARED = 64;
/** Of four quarters a rightly placed point earns so many where the two do not agree on whether it is hidden. */
const OTHER_VISIBILITY = 3;

type Shape = Figure & { readonly label: string };
const shaped = ({ figures }: KeypointsAnswer): Shape[] => figures.map(({ points }) => ({ points, label: "" }));

/**
 * How alike two figures are, Q16: the mean over the points that either has placed of 1 − (distance / (diagonal / 8))², not
 * below 0; 0 where only one placed it. It is COCO's object keypoint similarity with the Gaussian's exponential cut after its
 * first term, which integers hold exactly (one half at .088 of the diagonal; COCO's shoulders, σ = .079, have it at .093
 * where a figure fills a quarter of its diagonal's square). The diagonal is that of the larger figure's box.
 * Bounds: 64 · 8·10^8 · 2^16 < 2^52.
 */
export function figuresAlike(a: Figure, b: Figure, smallestPx: number): number {
  const size = Math.max(diagonalSquared(a), diagonalSquared(b), smallestPx * smallestPx);
  let sum = 0;
  let counted = 0;
  a.points.forEach(([x, y, visibility], i) => {
    const [otherX, otherY, otherVisibility] = b.points[i] ?? [0, 0, 0];
    if (visibility === 0 && otherVisibility === 0) return;
    counted++;
    if (visibility === 0 || otherVisibility === 0) return;
    const apart = REACH_SQUARED * ((x - otherX) ** 2 + (y - otherY) ** 2);
    const near = apart >= size ? 0 : ONE_Q16 - Math.ceil((apart * ONE_Q16) / size);
    sum += visibility === otherVisibility ? near : Math.floor((near * OTHER_VISIBILITY) / 4);
  });
  return counted === 0 ? 0 : Math.floor(sum / counted);
}

function diagonalSquared({ points }: Figure): number {
  const placed = points.filter(([, , visibility]) => visibility > 0);
  const reach = (axis: 0 | 1) => {
    const along = placed.map((point) => point[axis]);
    return placed.length === 0 ? 0 : Math.max(...along) - Math.min(...along);
  };
  return reach(0) ** 2 + reach(1) ** 2;
}

/** 1 − soft F1 of the best matching of figures, Q16, as for boxes. */
export const keypointsDistance = (a: KeypointsAnswer, b: KeypointsAnswer, { smallestPx }: KeypointsConfig): number =>
  shapesDistance(shaped(a), shaped(b), (one, other) => figuresAlike(one, other, smallestPx));

/**
 * The figures that more than half of the weight drew. A point is placed where more than half of its figure's weight placed
 * it, at the weighted medians of its coordinates, visible or hidden as most of those say (visible among equals).
 */
export function mergeKeypoints(
  votes: readonly Weighted<KeypointsAnswer>[],
  { smallestPx }: KeypointsConfig,
): KeypointsAnswer {
  const found = agreedShapes(
    votes.map(({ answer, weightQ16 }) => ({ answer: shaped(answer), weightQ16 })),
    (a, b) => figuresAlike(a, b, smallestPx),
  );
  const things = found
    .map(({ cluster, weightQ16 }, i) => ({ points: mergedPoints(cluster), weightQ16, i }))
    .filter(({ points }) => points.some(([, , visibility]) => visibility > 0));
  const kept = things.sort((a, b) => b.weightQ16 - a.weightQ16 || a.i - b.i).slice(0, MAX_FIGURES);
  return { figures: kept.sort((a, b) => a.i - b.i).map(({ points }) => ({ points })) };
}

function mergedPoints(cluster: Cluster<Shape>): Keypoint[] {
  const names = cluster[0]?.shape.points.length ?? 0;
  return Array.from({ length: names }, (_, i): Keypoint => {
    const votes = cluster.map(({ shape, weightQ16 }) => ({
      answer: shape.points[i] ?? ([0, 0, 0] as const),
      weightQ16,
    }));
    const placed = votes.filter(({ answer }) => answer[2] > 0);
    if (2 * totalWeight(placed) <= totalWeight(votes)) return [0, 0, 0];
    const axis = (k: 0 | 1 | 2) => placed.map(({ answer, weightQ16 }) => ({ answer: answer[k], weightQ16 }));
    return [weightedMedian(axis(0)), weightedMedian(axis(1)), heaviest([2, 1], axis(2))];
  });
}
