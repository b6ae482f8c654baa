import type { Point, Size } from "../image-view";
import { type Drawer, type Past, redone, remembered, undone } from "../past";
import { type Figure, type Keypoint, MAX_FIGURES } from "./schema";

type Figures = readonly Figure[];

/** Figures in the making, with what is in hand. */
export type Drawing = Past<Figures> & {
  readonly figures: Figures;
  /** The figure in hand; null: the next point begins a new one. */
  readonly at: number | null;
  /** Which point is set next, by its place among the names; in hand where the figure in hand has it. */
  readonly point: number;
  /** The cursor of the keys. */
  readonly cursor: Point | null;
};

export const NOTHING: Drawing = { figures: [], at: null, point: 0, cursor: null };

const UNPLACED: Keypoint = [0, 0, 0];
const isPlaced = (point: Keypoint | undefined): boolean => point !== undefined && point[2] > 0;

export const figureInHand = ({ figures, at }: Drawing): Figure | undefined => (at === null ? undefined : figures[at]);

/** The point in hand, where it is placed. */
export function pointInHand(drawing: Drawing): Keypoint | undefined {
  const point = figureInHand(drawing)?.points[drawing.point];
  return isPlaced(point) ? point : undefined;
}

const redrawn = (before: Drawing, after: Drawing): Drawing => remembered(before, after, DRAWER);

const DRAWER: Drawer<Drawing, Figures> = {
  drawnIn: ({ figures }) => figures,
  redrawn: (drawing, figures) => ({ ...drawing, figures, at: null, point: 0 }),
};
export const takenBack = (drawing: Drawing): Drawing => undone(drawing, DRAWER);
export const doneAgain = (drawing: Drawing): Drawing => redone(drawing, DRAWER);

/** Nothing in hand: the next point begins a new figure. */
export const letGo = (drawing: Drawing): Drawing => ({ ...drawing, at: null, point: 0 });

/** Takes a point by its name, placed or not. */
export const named = (drawing: Drawing, point: number): Drawing => ({ ...drawing, point });

/** The next figure or the one before, around the end, with its first point that is not placed. */
export function nextInHand(drawing: Drawing, by: 1 | -1): Drawing {
  const count = drawing.figures.length;
  if (count === 0) return drawing;
  const at = ((drawing.at ?? (by === 1 ? -1 : count)) + by + count) % count;
  return taken(drawing, at);
}

/** A figure in hand, with its first point that is not placed. */
export function taken(drawing: Drawing, at: number): Drawing {
  const points = drawing.figures[at]?.points ?? [];
  return { ...drawing, at, point: unplacedFrom(points, 0) ?? 0 };
}

export const removed = (drawing: Drawing, at: number): Drawing =>
  redrawn(drawing, { ...letGo(drawing), figures: drawing.figures.filter((_, i) => i !== at) });

/**
 * Sets the point that is next at a pixel and goes on to the one behind it that is not placed yet. Where a figure is complete
 * or none is in hand, a new one of `names` points begins with its first.
 */
export function placed(drawing: Drawing, to: Point, names: number, image: Size): Drawing {
  const { x, y } = inside(to, image);
  const figure = figureInHand(drawing);
  if (!figure || unplacedFrom(figure.points, 0) === undefined) {
    if (drawing.figures.length >= MAX_FIGURES) return drawing;
    const begun = { points: Array.from({ length: names }, () => UNPLACED) };
    const first = figure ? 0 : Math.min(drawing.point, names - 1);
    const fresh = { ...drawing, figures: [...drawing.figures, begun], at: drawing.figures.length, point: first };
    return redrawn(drawing, advanced(withPoint(fresh, [x, y, 2])));
  }
  const hidden = pointInHand(drawing)?.[2] ?? 2;
  return redrawn(drawing, advanced(withPoint(drawing, [x, y, hidden])));
}

/** The point in hand at another pixel. */
export function moved(drawing: Drawing, to: Point, image: Size): Drawing {
  const point = pointInHand(drawing);
  const { x, y } = inside(to, image);
  return point ? redrawn(drawing, withPoint(drawing, [x, y, point[2]])) : drawing;
}

/** Visible ↔ hidden: the point in hand, else the one that was set last before it. */
export function veiled(drawing: Drawing): Drawing {
  const points = figureInHand(drawing)?.points ?? [];
  const last = lastPlaced(points, drawing.point);
  const [x, y, visibility] = points[last] ?? UNPLACED;
  if (visibility === 0) return drawing;
  return redrawn(drawing, { ...withPoint({ ...drawing, point: last }, [x, y, 3 - visibility]), point: drawing.point });
}

/** This point is not there: goes on to the next one that is not placed. */
export function passed(drawing: Drawing): Drawing {
  const points = figureInHand(drawing)?.points;
  if (!points) return drawing;
  return { ...drawing, point: unplacedFrom(points, drawing.point + 1) ?? drawing.point };
}

/** Takes away the point in hand, else the one that was set last before it; the figure with its last one. */
export function takenAway(drawing: Drawing): Drawing {
  const { at } = drawing;
  const figure = figureInHand(drawing);
  if (!figure || at === null) return drawing;
  if (figure.points.filter(isPlaced).length === 1) return removed(drawing, at);
  return redrawn(drawing, withPoint({ ...drawing, point: lastPlaced(figure.points, drawing.point) }, UNPLACED));
}

/** Arrows move the point in hand, else the cursor, which begins in the middle. */
export function nudged(drawing: Drawing, by: Point, image: Size): Drawing {
  const point = pointInHand(drawing);
  if (point) return moved(drawing, { x: point[0] + by.x, y: point[1] + by.y }, image);
  const from = drawing.cursor ?? { x: Math.floor(image.width / 2), y: Math.floor(image.height / 2) };
  return { ...drawing, cursor: inside({ x: from.x + by.x, y: from.y + by.y }, image) };
}

/** A tap: near a placed point of the figure in hand (of any, where that is complete) takes it in hand, else sets the next. */
export function tapped(drawing: Drawing, to: Point, reach: number, names: number, image: Size): Drawing {
  const found = pointAt(drawing, to, reach);
  return found ? { ...drawing, ...found } : placed(drawing, to, names, image);
}

/** The nearest point within reach that a pen may take hold of: of the figure in hand, of any where that one is complete. */
export function pointAt(drawing: Drawing, to: Point, reach: number): { at: number; point: number } | undefined {
  const held = figureInHand(drawing);
  const busy = held !== undefined && unplacedFrom(held.points, 0) !== undefined;
  const near = drawing.figures.flatMap(({ points }, at) =>
    points.flatMap(([x, y, visibility], point) => {
      const far = Math.hypot(x - to.x, y - to.y);
      return visibility > 0 && far <= reach && (at === drawing.at || !busy) ? [{ at, point, far }] : [];
    }),
  );
  const best = near.sort((a, b) => a.far - b.far)[0];
  return best && { at: best.at, point: best.point };
}

function withPoint(drawing: Drawing, point: Keypoint): Drawing {
  const figures = drawing.figures.map((figure, at) =>
    at === drawing.at ? { points: figure.points.map((old, i) => (i === drawing.point ? point : old)) } : figure,
  );
  return { ...drawing, figures };
}

/** On to the next point that is not placed, around the end; where all are, the last one stays in hand. */
function advanced(drawing: Drawing): Drawing {
  const points = figureInHand(drawing)?.points ?? [];
  const next = unplacedFrom(points, drawing.point + 1) ?? unplacedFrom(points, 0);
  return next === undefined ? drawing : { ...drawing, point: next };
}

function unplacedFrom(points: readonly Keypoint[], from: number): number | undefined {
  const found = points.findIndex((point, i) => i >= from && !isPlaced(point));
  return found === -1 ? undefined : found;
}

/** The placed point at a place of the names, or the nearest before it, around the end; -1 for none. */
function lastPlaced(points: readonly Keypoint[], from: number): number {
  const before = points.findLastIndex((point, i) => i <= from && isPlaced(point));
  return before === -1 ? points.findLastIndex(isPlaced) : before;
}

/** A pixel of the picture. */
const inside = ({ x, y }: Point, { width, height }: Size): Point => ({
  x: Math.max(0, Math.min(x, width - 1)),
  y: Math.max(0, Math.min(y, height - 1)),
});
