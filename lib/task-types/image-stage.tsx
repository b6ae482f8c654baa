import { useTranslations } from "next-intl";
import { type PointerEvent, type ReactNode, useEffect, useRef, useState } from "react";
import type { ImageContent } from "./content";
import { cornerAt, fitted, type ImageView, moved, type Point, type Size, showing, zoomed } from "./image-view";

/** What a pen does on the picture: corners of its pixel grid. `reach` is how far a finger may miss, in the picture's pixels. */
export type Stroke = { readonly at: Point; readonly reach: number; readonly shift: boolean };

type Props = {
  readonly image: ImageContent;
  readonly src: string;
  readonly readOnly: boolean;
  /** A point to keep in sight: the cursor of the keys. */
  readonly watch: Point | null;
  onDown(stroke: Stroke): void;
  onMove(stroke: Stroke): void;
  /** The pen is lifted; `cancelled`: a second finger came, what was begun does not count. */
  onUp(stroke: Stroke, cancelled: boolean): void;
  /** What lies on the picture, in its pixels; told the scale, for what must not grow with it. */
  draw(scale: number): ReactNode;
};

const STEP = 1.4;
const REACH_PX = 14;

/** A picture to draw on: one finger or the pen draws, two fingers or the wheel zoom and move, and so do the buttons. */
export function ImageStage({ image, src, readOnly, watch, onDown, onMove, onUp, draw }: Props) {
  const t = useTranslations("work");
  const frame = useRef<SVGSVGElement>(null);
  const room = useRoom(frame);
  const [own, setView] = useState<ImageView>();
  const [hand, setHand] = useState(false);
  const fit = fitted(image, room);
  const view = own ?? fit;
  const fingers = useRef(new Map<number, Point>());
  const drawing = useRef(false);

  const here = ({ clientX, clientY }: { readonly clientX: number; readonly clientY: number }): Point => {
    const box = frame.current?.getBoundingClientRect();
    return { x: clientX - (box?.left ?? 0), y: clientY - (box?.top ?? 0) };
  };
  const strokeOf = (event: PointerEvent): Stroke => ({
    at: cornerAt(view, here(event), image),
    reach: REACH_PX / view.scale,
    shift: event.shiftKey,
  });
  const zoom = (factor: number, about: Point) => setView((old) => zoomed(old ?? fit, factor, about, fit.scale));
  const middle = { x: room.width / 2, y: room.height / 2 };

  const down = (event: PointerEvent<SVGSVGElement>) => {
    event.currentTarget.setPointerCapture(event.pointerId);
    fingers.current.set(event.pointerId, here(event));
    const draws = !readOnly && !hand && event.button === 0 && fingers.current.size === 1;
    if (drawing.current && !draws) onUp(strokeOf(event), true);
    drawing.current = draws;
    if (draws) onDown(strokeOf(event));
  };
  const move = (event: PointerEvent<SVGSVGElement>) => {
    const before = fingers.current.get(event.pointerId);
    if (!before) return;
    const now = here(event);
    if (drawing.current) onMove(strokeOf(event));
    else {
      const other = [...fingers.current].find(([id]) => id !== event.pointerId)?.[1];
      if (other) zoom(apart(now, other) / Math.max(1, apart(before, other)), other);
      setView((old) => moved(old ?? fit, { x: now.x - before.x, y: now.y - before.y }, image, room));
    }
    fingers.current.set(event.pointerId, now);
  };
  const up = (event: PointerEvent<SVGSVGElement>) => {
    fingers.current.delete(event.pointerId);
    if (drawing.current) onUp(strokeOf(event), event.type === "pointercancel");
    drawing.current = false;
  };
  useWheel(frame, (event) => zoom(event.deltaY < 0 ? 1.15 : 1 / 1.15, here(event)));
  useEffect(() => {
    if (watch) setView((old) => (old ? showing(old, watch, room) : old));
  }, [watch, room]);

  return (
    <div className="ui-stage">
      <svg
        ref={frame}
        role="img"
        aria-label={image.alt}
        data-hand={hand ? "" : undefined}
        onPointerDown={down}
        onPointerMove={move}
        onPointerUp={up}
        onPointerCancel={up}
      >
        <g transform={`translate(${view.x} ${view.y}) scale(${view.scale})`}>
          <image
            href={src}
            width={image.width}
            height={image.height}
            style={view.scale > 3 ? { imageRendering: "pixelated" } : undefined}
          />
          {draw(view.scale)}
        </g>
      </svg>
      <div className="ui-stage-tools" role="toolbar" aria-label={t("picture")}>
        <button type="button" aria-label={t("nearer")} onClick={() => zoom(STEP, middle)}>
          +
        </button>
        <button type="button" aria-label={t("farther")} onClick={() => zoom(1 / STEP, middle)}>
          −
        </button>
        <button type="button" aria-label={t("wholePicture")} onClick={() => setView(undefined)}>
          ⤢
        </button>
        <button type="button" aria-label={t("movePicture")} aria-pressed={hand} onClick={() => setHand(!hand)}>
          ✥
        </button>
      </div>
    </div>
  );
}

/** Whether a pen that came down and went up has only tapped. */
export const isStill = (from: Point, to: Point, reach: number): boolean => apart(from, to) < reach / 3;

const apart = (a: Point, b: Point): number => Math.hypot(a.x - b.x, a.y - b.y);

/** The window's size, kept up to date. */
function useRoom(frame: React.RefObject<SVGSVGElement | null>): Size {
  const [room, setRoom] = useState<Size>({ width: 640, height: 480 });
  useEffect(() => {
    if (!frame.current) return;
    const watcher = new ResizeObserver(([entry]) => {
      if (entry && entry.contentRect.width > 0)
        setRoom({ width: entry.contentRect.width, height: entry.contentRect.height });
    });
    watcher.observe(frame.current);
    return () => watcher.disconnect();
  }, [frame]);
  return room;
}

/** The wheel over the picture zooms it and does not scroll the page (React's own wheel events cannot say so). */
function useWheel(frame: React.RefObject<SVGSVGElement | null>, turn: (event: WheelEvent) => void): void {
  const latest = useRef(turn);
  latest.current = turn;
  useEffect(() => {
    const svg = frame.current;
    const onWheel = (event: WheelEvent) => {
      event.preventDefault();
      latest.current(event);
    };
    svg?.addEventListener("wheel", onWheel, { passive: false });
    return () => svg?.removeEventListener("wheel", onWheel);
  }, [frame]);
}
