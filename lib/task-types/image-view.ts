export type Point = { readonly x: number; readonly y: number };
export type Size = { readonly width: number; readonly height: number };

/** How a picture lies in its window: a picture's pixel p is drawn at p · scale + (x, y). */
export type ImageView = { readonly scale: number; readonly x: number; readonly y: number };

const MOST_SCALE = 32;

/** The whole picture, in the middle. */
export function fitted(image: Size, room: Size): ImageView {
  const scale = Math.min(room.width / image.width, room.height / image.height);
  return { scale, x: (room.width - image.width * scale) / 2, y: (room.height - image.height * scale) / 2 };
}

/** Nearer or farther by a factor, with the point of the window `about` standing still; never smaller than fitted. */
export function zoomed(view: ImageView, factor: number, about: Point, least: number): ImageView {
  const scale = Math.max(Math.min(least, 1), Math.min(view.scale * factor, MOST_SCALE));
  const by = scale / view.scale;
  return { scale, x: about.x - (about.x - view.x) * by, y: about.y - (about.y - view.y) * by };
}

/** Moved, but never so far that less than a quarter of the window shows the picture. */
export function moved(view: ImageView, by: Point, image: Size, room: Size): ImageView {
  const within = (at: number, length: number, space: number) =>
    Math.max(space / 4 - length * view.scale, Math.min(at, (space * 3) / 4));
  return {
    ...view,
    x: within(view.x + by.x, image.width, room.width),
    y: within(view.y + by.y, image.height, room.height),
  };
}

/** The corner of the picture's pixel grid that a point of the window is nearest to, inside the picture. */
export function cornerAt(view: ImageView, at: Point, { width, height }: Size): Point {
  const within = (value: number, most: number) => Math.max(0, Math.min(Math.round(value), most));
  return { x: within((at.x - view.x) / view.scale, width), y: within((at.y - view.y) / view.scale, height) };
}

/** So that a point of the picture is in sight: moved no more than that takes. */
export function showing(view: ImageView, at: Point, room: Size): ImageView {
  const rim = Math.min(room.width, room.height) / 10;
  const shift = (drawn: number, space: number) =>
    drawn < rim ? rim - drawn : drawn > space - rim ? space - rim - drawn : 0;
  return {
    ...view,
    x: view.x + shift(at.x * view.scale + view.x, room.width),
    y: view.y + shift(at.y * view.scale + view.y, room.height),
  };
}

/** How far an arrow key goes: a hundredth of the longer side, with Shift one pixel; undefined for other keys. */
export function arrowOf(key: string, { width, height }: Size, fine: boolean): Point | undefined {
  const step = fine ? 1 : Math.max(1, Math.round(Math.max(width, height) / 100));
  const ways: Readonly<Record<string, Point>> = {
    ArrowLeft: { x: -step, y: 0 },
    ArrowRight: { x: step, y: 0 },
    ArrowUp: { x: 0, y: -step },
    ArrowDown: { x: 0, y: step },
  };
  return ways[key];
}
