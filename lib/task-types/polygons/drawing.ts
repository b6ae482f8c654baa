import type { Point, Size } from "../image-view";
import { type Drawer, type Past, redone, remembered, undone } from "../past";
import { apart, cornerNear, moved, type Outline, outlineAt, spread } from "./outline";
import { pixelsOf, rowsCrossed } from "./pixels";
import { type Corner, MAX_POINTS, MAX_POLYGONS, MAX_ROWS, type Polygon } from "./schema";

/** All that was drawn: closed outlines, and the corners of the one that is still open. */
type Drawn = { readonly polygons: readonly Polygon[]; readonly open: Outline };

/** Outlines in the making, with what is in hand. */
export type Drawing = Past<Drawn> & {
  readonly drawn: Drawn;
  /** The label of the next outline. */
  readonly label: string;
  /** The outline in hand, and its corner in hand. */
  readonly at: number | null;
  readonly corner: number | null;
  /** The cursor of the keys. */
  readonly cursor: Point | null;
};

export const nothing = (labels: readonly string[]): Drawing => ({
  drawn: { polygons: [], open: [] },
  label: labels[0] ?? "",
  at: null,
  corner: null,
  cursor: null,
});

export const inHand = ({ drawn, at }: Drawing): Polygon | undefined => (at === null ? undefined : drawn.polygons[at]);

const redrawn = (before: Drawing, drawn: Drawn, held: Partial<Pick<Drawing, "at" | "corner">> = {}): Drawing =>
  remembered(before, { ...before, ...held, drawn }, DRAWER);

const DRAWER: Drawer<Drawing, Drawn> = {
  drawnIn: ({ drawn }) => drawn,
  redrawn: (drawing, drawn) => ({ ...drawing, drawn, at: null, corner: null }),
};
export const takenBack = (drawing: Drawing): Drawing => undone(drawing, DRAWER);
export const doneAgain = (drawing: Drawing): Drawing => redone(drawing, DRAWER);

/** Sets the next corner of the open outline, or begins one. */
export function cornered(drawing: Drawing, { x, y }: Point): Drawing {
  const { open } = drawing.drawn;
  const last = open.at(-1);
  if (open.length >= MAX_POINTS || (last && last[0] === x && last[1] === y)) return drawing;
  return redrawn(drawing, { ...drawing.drawn, open: [...open, [x, y]] }, { at: null, corner: null });
}

/** Whether the open outline can be closed: it covers a pixel, and the answer has room for it. */
export const canClose = ({ drawn: { polygons, open } }: Drawing): boolean =>
  polygons.length < MAX_POLYGONS && isLawful(polygons, open, null);

/** Joins the last corner of the open outline to its first and takes it in hand; nothing where it cannot be closed. */
export function closed(drawing: Drawing): Drawing {
  if (!canClose(drawing)) return drawing;
  const { polygons, open } = drawing.drawn;
  const added = { label: drawing.label, points: open };
  return redrawn(drawing, { polygons: [...polygons, added], open: [] }, { at: polygons.length, corner: null });
}

/** Nothing in hand; an open outline is given up. */
export function letGo(drawing: Drawing): Drawing {
  const { drawn } = drawing;
  const free = { ...drawing, at: null, corner: null };
  return drawn.open.length === 0 ? free : redrawn(free, { ...drawn, open: [] });
}

/** The outline at a place with other corners; as it was where they would cover nothing or ask too much. */
export function replaced(drawing: Drawing, at: number, points: Outline | undefined): Drawing {
  const { polygons, open } = drawing.drawn;
  if (!points || !polygons[at] || !isLawful(polygons, points, at)) return drawing;
  return redrawn(drawing, { open, polygons: polygons.map((one, i) => (i === at ? { ...one, points } : one)) }, { at });
}

export const removed = (drawing: Drawing, at: number): Drawing =>
  redrawn(
    drawing,
    { ...drawing.drawn, polygons: drawing.drawn.polygons.filter((_, i) => i !== at) },
    { at: null, corner: null },
  );

/** Takes away what the hand is at: the last corner of an open outline, the corner in hand, else the outline in hand. */
export function takenAway(drawing: Drawing): Drawing {
  const { drawn, at, corner } = drawing;
  const polygon = inHand(drawing);
  if (drawn.open.length > 0) return redrawn(drawing, { ...drawn, open: drawn.open.slice(0, -1) });
  if (!polygon || at === null) return drawing;
  if (corner === null) return removed(drawing, at);
  const rest = polygon.points.filter((_, i) => i !== corner);
  return { ...replaced(drawing, at, rest), corner: null };
}

/** One corner more, in the middle of the edge behind the corner in hand (or of the longest edge), taken in hand. */
export function split(drawing: Drawing): Drawing {
  const polygon = inHand(drawing);
  if (!polygon || drawing.at === null) return drawing;
  const { place, points } = spread(polygon.points, drawing.corner);
  const after = replaced(drawing, drawing.at, points);
  return after === drawing ? drawing : { ...after, corner: place };
}

/** The label of the next outline, and of the one in hand. */
export function labeled(drawing: Drawing, label: string): Drawing {
  const { polygons, open } = drawing.drawn;
  const chosen = { ...drawing, label };
  if (!inHand(drawing)) return chosen;
  return redrawn(chosen, { open, polygons: polygons.map((one, i) => (i === drawing.at ? { ...one, label } : one)) });
}

/** Arrows move what is in hand: a corner, an outline, else the cursor, which begins in the middle. */
export function nudged(drawing: Drawing, by: Point, image: Size): Drawing {
  const polygon = inHand(drawing);
  if (polygon && drawing.at !== null)
    return replaced(drawing, drawing.at, moved(polygon.points, drawing.corner, by, image));
  const from = drawing.cursor ?? { x: Math.floor(image.width / 2), y: Math.floor(image.height / 2) };
  const cursor = {
    x: Math.max(0, Math.min(from.x + by.x, image.width)),
    y: Math.max(0, Math.min(from.y + by.y, image.height)),
  };
  return { ...drawing, cursor };
}

/** The next outline or the one before, around the end; an open one stays as it is. */
export function nextInHand(drawing: Drawing, by: 1 | -1): Drawing {
  if (drawing.drawn.open.length > 0) return drawing;
  return { ...drawing, at: turned(drawing.at, by, drawing.drawn.polygons.length), corner: null };
}

/** The next corner of the outline in hand or the one before, around the end. */
export function nextCorner(drawing: Drawing, by: 1 | -1): Drawing {
  const polygon = inHand(drawing);
  return polygon ? { ...drawing, corner: turned(drawing.corner, by, polygon.points.length) } : drawing;
}

/**
 * A tap. Of an open outline the first corner (or the last once more) closes it and any other place is its next corner; else a
 * corner or outline under it is taken in hand, and elsewhere (or with `anew`) an outline begins.
 */
export function tapped(drawing: Drawing, to: Point, reach: number, anew: boolean): Drawing {
  const { polygons, open } = drawing.drawn;
  const [first, last] = [open[0], open.at(-1)];
  if (first && last) {
    const again = open.length > 2 && (apart(first, to) <= reach || apart(last, to) <= reach / 2);
    return again ? closed(drawing) : cornered(drawing, to);
  }
  const corner = cornerNear(inHand(drawing)?.points ?? [], to, reach);
  if (corner !== null) return { ...drawing, corner };
  const at = anew ? null : outlineAt(polygons, to);
  return at === null ? cornered(drawing, to) : { ...drawing, at, corner: null };
}

function turned(place: number | null, by: 1 | -1, count: number): number | null {
  if (count === 0) return null;
  return ((place ?? (by === 1 ? -1 : count)) + by + count) % count;
}

/** Whether an outline may stand at this place of the list, or at its end (null). */
function isLawful(polygons: readonly Polygon[], points: readonly Corner[], at: number | null): boolean {
  if (points.length < 3 || points.length > MAX_POINTS) return false;
  const others = polygons.reduce((sum, one, i) => sum + (i === at ? 0 : rowsCrossed(one.points)), 0);
  return others + rowsCrossed(points) <= MAX_ROWS && pixelsOf(points).area > 0;
}
