import type { Point, Size } from "../image-view";
import type { Corner, Polygon } from "./schema";

/** Corners in their order. */
export type Outline = readonly Corner[];

export const apart = ([x, y]: Corner, at: Point): number => Math.hypot(x - at.x, y - at.y);

/** The nearest corner within reach of a point; null for none. */
export function cornerNear(points: Outline, at: Point, reach: number): number | null {
  const near = points.map((corner, i) => ({ far: apart(corner, at), i })).filter(({ far }) => far <= reach);
  return near.sort((a, b) => a.far - b.far)[0]?.i ?? null;
}

/** The smallest outline around a point, so that one inside another can be reached; null for none. */
export function outlineAt(polygons: readonly Polygon[], at: Point): number | null {
  const around = polygons.map(({ points }, i) => ({ points, i })).filter(({ points }) => isInside(points, at));
  return around.sort((a, b) => size(a.points) - size(b.points))[0]?.i ?? null;
}

/** Even-odd rule, for the pointer alone: what an answer covers is counted in whole pixels (pixels.ts). */
export function isInside(points: Outline, { x, y }: Point): boolean {
  return points.reduce((odd, [x1, y1], i) => {
    const [x2, y2] = next(points, i);
    return y1 > y !== y2 > y && x < x1 + ((y - y1) * (x2 - x1)) / (y2 - y1) ? !odd : odd;
  }, false);
}

/** One corner moved, or all of them (null), as far as the picture goes. */
export function moved(points: Outline, corner: number | null, by: Point, { width, height }: Size): Outline {
  const going = corner === null ? points : points.slice(corner, corner + 1);
  const within = (step: number, places: readonly number[], most: number) =>
    Math.max(-Math.min(...places), Math.min(step, most - Math.max(...places)));
  const x = within(
    by.x,
    going.map((one) => one[0]),
    width,
  );
  const y = within(
    by.y,
    going.map((one) => one[1]),
    height,
  );
  return points.map((one, i) => (corner === null || i === corner ? [one[0] + x, one[1] + y] : one));
}

/** With a corner more, in the middle of the edge behind `corner`, or of the longest edge; and its place. */
export function spread(points: Outline, corner: number | null): { readonly place: number; readonly points: Outline } {
  const from = corner ?? longestEdge(points);
  return { place: from + 1, points: points.toSpliced(from + 1, 0, middleOf(points, from)) };
}

/** The middle of the edge behind a corner, a corner of the pixel grid. */
export function middleOf(points: Outline, corner: number): Corner {
  const [x1, y1] = points[corner] ?? [0, 0];
  const [x2, y2] = next(points, corner);
  return [Math.round((x1 + x2) / 2), Math.round((y1 + y2) / 2)];
}

const next = (points: Outline, i: number): Corner => points[(i + 1) % points.length] ?? [0, 0];

function longestEdge(points: Outline): number {
  const lengths = points.map(([x1, y1], i) => {
    const [x2, y2] = next(points, i);
    return (x2 - x1) ** 2 + (y2 - y1) ** 2;
  });
  return lengths.indexOf(Math.max(...lengths));
}

/** Twice the area, by the shoelace. */
const size = (points: Outline): number =>
  Math.abs(
    points.reduce((sum, [x1, y1], i) => {
      const [x2, y2] = next(points, i);
      return sum + x1 * y2 - x2 * y1;
    }, 0),
  );
