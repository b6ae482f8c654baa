import { ONE_Q16 } from "@/lib/kernel/q16";
import { bestMatching, type Pairing } from "./matching";
import type { Weighted } from "./task-type";
import { audible, heaviest, totalWeight } from "./weighted-votes";

/** A shape with a label, as boxes and polygons have it. */
export type LabeledShape = { readonly label: string };

/** Two shapes of different people are the same thing from half of their union on, Q16. */
const SAME_THING = ONE_Q16 / 2;

/** Intersection over union, Q16. */
export type Overlap<Shape> = (a: Shape, b: Shape) => number;

/**
 * 1 − soft F1 of two sets of shapes, Q16: twice the summed IoU of the best matching of equally labeled shapes over the
 * number of all shapes. 0 where both are empty; every missing, extra or misnamed shape costs as much as a wholly missed one.
 */
export function shapesDistance<Shape extends LabeledShape>(
  a: readonly Shape[],
  b: readonly Shape[],
  iou: Overlap<Shape>,
): number {
  const all = a.length + b.length;
  if (all === 0) return 0;
  const pairs: Pairing[] = [];
  a.forEach((one, left) => {
    b.forEach((other, right) => {
      const value = one.label === other.label ? iou(one, other) : 0;
      if (value > 0) pairs.push({ left, right, value });
    });
  });
  return ONE_Q16 - Math.floor((2 * bestMatching(pairs)) / all);
}

type Owned<Shape> = { readonly shape: Shape; readonly voter: number; readonly weightQ16: number };
/** Shapes of different people that stand for one thing. */
export type Cluster<Shape> = readonly Owned<Shape>[];

/**
 * The things that more than half of the weight drew, each with its label by weight, in the order they were first drawn.
 * Pairs of shapes join their clusters by falling IoU (equal labels first), from one half on, as long as nobody would be in
 * one cluster twice; so the order of the votes matters only among exact equals.
 */
export function agreedShapes<Shape extends LabeledShape>(
  votes: readonly Weighted<readonly Shape[]>[],
  iou: Overlap<Shape>,
): { readonly label: string; readonly cluster: Cluster<Shape>; readonly weightQ16: number }[] {
  const heard = audible(votes);
  const whole = totalWeight(heard);
  const owned = heard.flatMap(({ answer, weightQ16 }, voter) => answer.map((shape) => ({ shape, voter, weightQ16 })));
  return clustersOf(owned, iou).flatMap((cluster) => {
    const weightQ16 = cluster.reduce((sum, one) => sum + one.weightQ16, 0);
    if (2 * weightQ16 <= whole) return [];
    const names = cluster.map(({ shape }) => shape.label);
    const label = heaviest(
      [...new Set(names)].sort(),
      cluster.map((one) => ({ answer: one.shape.label, weightQ16: one.weightQ16 })),
    );
    return [{ label, cluster, weightQ16 }];
  });
}

function clustersOf<Shape extends LabeledShape>(owned: readonly Owned<Shape>[], iou: Overlap<Shape>): Cluster<Shape>[] {
  const pairs: { a: number; b: number; alike: number }[] = [];
  owned.forEach((one, a) => {
    for (let b = a + 1; b < owned.length; b++) {
      const other = owned[b];
      if (!other || other.voter === one.voter) continue;
      const overlap = iou(one.shape, other.shape);
      const named = one.shape.label === other.shape.label ? ONE_Q16 : 0;
      if (overlap >= SAME_THING) pairs.push({ a, b, alike: overlap + named });
    }
  });
  pairs.sort((x, y) => y.alike - x.alike || x.a - y.a || x.b - y.b);
  const clusterOf = owned.map((_, i) => [i]);
  for (const { a, b } of pairs) {
    const [one, other] = [clusterOf[a] ?? [], clusterOf[b] ?? []];
    if (one === other) continue;
    const voters = new Set(one.map((i) => owned[i]?.voter));
    if (other.some((i) => voters.has(owned[i]?.voter))) continue;
    const both = [...one, ...other].sort((x, y) => x - y);
    for (const i of both) clusterOf[i] = both;
  }
  return [...new Set(clusterOf)].map((cluster) => cluster.flatMap((i) => owned[i] ?? []));
}
