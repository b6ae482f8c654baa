import { ONE_Q16 } from "@/lib/kernel/q16";
import { agreedShapes, type Cluster, shapesDistance } from "../shape-clusters";
import { shapesInCommon } from "../shapes-in-common";
import type { ShapesInCommon, Weighted } from "../task-type";
import { type Pixels, pixelsOf, rowsCrossed, sharedArea } from "./pixels";
import { MAX_POLYGONS, MAX_ROWS, type Polygon, type PolygonsAnswer } from "./schema";

type Rastered = Polygon & { readonly pixels: Pixels };

/** Intersection over union of pixels, Q16, rounded down. Areas ≤ (2·10^4)², so products stay under 2^46. */
function pixelIou({ pixels: a }: Rastered, { pixels: b }: Rastered): number {
  const both = sharedArea(a, b);
  const either = a.area + b.area - both;
  return either === 0 ? 0 : Math.floor((both * ONE_Q16) / either);
}

const rastered = (polygon: Polygon): Rastered => ({ ...polygon, pixels: pixelsOf(polygon.points) });

/** 1 − soft F1 of the best matching by IoU of pixels, Q16, as for boxes. */
export const polygonsDistance = (a: PolygonsAnswer, b: PolygonsAnswer): number =>
  shapesDistance(a.polygons.map(rastered), b.polygons.map(rastered), pixelIou);

/** Matched outlines and how they overlap. */
export const polygonsInCommon = (answer: PolygonsAnswer, label: PolygonsAnswer): ShapesInCommon =>
  shapesInCommon(answer.polygons.map(rastered), label.polygons.map(rastered), pixelIou);

/**
 * The things that more than half of the weight drew, each by the outline of its cluster that overlaps the others most
 * (weighted medoid): an outline somebody drew and signed. A region of majority would need tracing, may fall apart or have
 * holes, and has a corner at almost every pixel.
 */
export function mergePolygons(votes: readonly Weighted<PolygonsAnswer>[]): PolygonsAnswer {
  const found = agreedShapes(
    votes.map(({ answer, weightQ16 }) => ({ answer: answer.polygons.map(rastered), weightQ16 })),
    pixelIou,
  );
  const things = found.map(({ label, cluster, weightQ16 }, i) => ({ label, points: medoid(cluster), weightQ16, i }));
  let rows = 0;
  const kept = things
    .sort((a, b) => b.weightQ16 - a.weightQ16 || a.i - b.i)
    .filter(({ points }) => {
      const more = rowsCrossed(points);
      if (rows + more > MAX_ROWS) return false;
      rows += more;
      return true;
    });
  return {
    polygons: kept
      .slice(0, MAX_POLYGONS)
      .sort((a, b) => a.i - b.i)
      .map(({ label, points }) => ({ label, points })),
  };
}

/** Bounds: Σ weight · IoU ≤ 2^24 · 2^16. Among equals the larger area, then the first drawn. */
function medoid(cluster: Cluster<Rastered>): Polygon["points"] {
  let best: { readonly shape: Rastered; readonly alike: number } | undefined;
  for (const { shape } of cluster) {
    const alike = cluster.reduce((sum, other) => sum + other.weightQ16 * pixelIou(shape, other.shape), 0);
    const equal = best !== undefined && alike === best.alike && shape.pixels.area > best.shape.pixels.area;
    if (!best || alike > best.alike || equal) best = { shape, alike };
  }
  return best?.shape.points ?? [];
}
