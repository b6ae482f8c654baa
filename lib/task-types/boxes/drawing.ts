import type { Point, Size } from "../image-view";
import { type Drawer, type Past, redone, remembered, undone } from "../past";
import { type Box, MAX_BOXES } from "./schema";

/** Boxes in the making, with what is in hand. */
export type Drawing = Past<readonly Box[]> & {
  readonly boxes: readonly Box[];
  /** The label of the next box. */
  readonly label: string;
  /** The box in hand. */
  readonly at: number | null;
  /** The cursor of the keys, and the corner that was set by it. */
  readonly cursor: Point | null;
  readonly anchor: Point | null;
};

export const nothing = (labels: readonly string[]): Drawing => ({
  boxes: [],
  label: labels[0] ?? "",
  at: null,
  cursor: null,
  anchor: null,
});

const DRAWER: Drawer<Drawing, readonly Box[]> = {
  drawnIn: ({ boxes }) => boxes,
  redrawn: (drawing, boxes) => ({ ...drawing, boxes, at: null, anchor: null }),
};

/** An act on the boxes, which can be taken back. */
export const acted = (before: Drawing, by: (drawing: Drawing) => Drawing): Drawing =>
  remembered(before, by(before), DRAWER);
export const takenBack = (drawing: Drawing): Drawing => undone(drawing, DRAWER);
export const doneAgain = (drawing: Drawing): Drawing => redone(drawing, DRAWER);

/** The box between two corners, whichever they are; undefined where it has no area. */
export function boxBetween(label: string, a: Point, b: Point): Box | undefined {
  if (a.x === b.x || a.y === b.y) return undefined;
  const [x1, x2] = a.x < b.x ? [a.x, b.x] : [b.x, a.x];
  const [y1, y2] = a.y < b.y ? [a.y, b.y] : [b.y, a.y];
  return { label, x1, y1, x2, y2 };
}

/** One box more, taken in hand; at the most that an answer holds, nothing. */
export function added(drawing: Drawing, box: Box | undefined): Drawing {
  if (!box || drawing.boxes.length >= MAX_BOXES) return { ...drawing, anchor: null };
  return { ...drawing, boxes: [...drawing.boxes, box], at: drawing.boxes.length, anchor: null };
}

export const replaced = (drawing: Drawing, at: number, box: Box | undefined): Drawing =>
  box ? { ...drawing, boxes: drawing.boxes.map((one, i) => (i === at ? box : one)), at } : drawing;

export const removed = (drawing: Drawing, at: number): Drawing => ({
  ...drawing,
  boxes: drawing.boxes.filter((_, i) => i !== at),
  at: null,
});

/** The label of the next box, and of the one in hand. */
export function labeled(drawing: Drawing, label: string): Drawing {
  const box = drawing.at === null ? undefined : drawing.boxes[drawing.at];
  const chosen = { ...drawing, label };
  return box && drawing.at !== null ? replaced(chosen, drawing.at, { ...box, label }) : chosen;
}

/** The box in hand moved, as far as the picture goes. */
export function shifted(box: Box, by: Point, { width, height }: Size): Box {
  const x = Math.max(-box.x1, Math.min(by.x, width - box.x2));
  const y = Math.max(-box.y1, Math.min(by.y, height - box.y2));
  return { ...box, x1: box.x1 + x, x2: box.x2 + x, y1: box.y1 + y, y2: box.y2 + y };
}

/** The box in hand with its lower right corner moved; it keeps a pixel at least. */
export function stretched(box: Box, by: Point, { width, height }: Size): Box {
  return {
    ...box,
    x2: Math.max(box.x1 + 1, Math.min(box.x2 + by.x, width)),
    y2: Math.max(box.y1 + 1, Math.min(box.y2 + by.y, height)),
  };
}

/** The cursor moved; it begins in the middle. */
export function steered(drawing: Drawing, by: Point, { width, height }: Size): Drawing {
  const from = drawing.cursor ?? { x: Math.floor(width / 2), y: Math.floor(height / 2) };
  const cursor = {
    x: Math.max(0, Math.min(from.x + by.x, width)),
    y: Math.max(0, Math.min(from.y + by.y, height)),
  };
  return { ...drawing, cursor };
}

/** Sets a corner at the cursor; the second one makes the box. */
export function cornered(drawing: Drawing, image: Size): Drawing {
  const { cursor, anchor, label } = drawing;
  if (!cursor) return steered(drawing, { x: 0, y: 0 }, image);
  return anchor ? added(drawing, boxBetween(label, anchor, cursor)) : { ...drawing, at: null, anchor: cursor };
}

/** The next or the one before, around the end. */
export function nextInHand(drawing: Drawing, by: 1 | -1): Drawing {
  const count = drawing.boxes.length;
  if (count === 0) return drawing;
  const from = drawing.at ?? (by === 1 ? -1 : count);
  return { ...drawing, at: (from + by + count) % count, anchor: null };
}

const inside = ({ x1, y1, x2, y2 }: Box, { x, y }: Point) => x >= x1 && x <= x2 && y >= y1 && y <= y2;
const area = ({ x1, y1, x2, y2 }: Box) => (x2 - x1) * (y2 - y1);

/** The smallest box over a point, so that one inside another can be reached; null for none. */
export function boxAt(boxes: readonly Box[], point: Point): number | null {
  const over = boxes.map((box, i) => ({ box, i })).filter(({ box }) => inside(box, point));
  return over.sort((a, b) => area(a.box) - area(b.box))[0]?.i ?? null;
}

/** The corner that stays where it is while the one under the pen is drawn; undefined where the pen is on none. */
export function heldCorner({ x1, y1, x2, y2 }: Box, { x, y }: Point, reach: number): Point | undefined {
  const near = (a: number, b: number) => Math.abs(a - b) <= reach;
  const [left, right] = [near(x, x1), near(x, x2)];
  const [top, bottom] = [near(y, y1), near(y, y2)];
  if (!(left || right) || !(top || bottom)) return undefined;
  return {
    x: right && (!left || x > (x1 + x2) / 2) ? x1 : x2,
    y: bottom && (!top || y > (y1 + y2) / 2) ? y1 : y2,
  };
}
