import { useEffect, useEffectEvent, useState } from "react";

/** A finger has gone so far, in CSS pixels, and mostly sideways: then it means a side. */
const FAR = 64;
/** The browser's own gestures begin this near to an edge. */
const EDGE = 24;

type Side = "start" | "end";
type Place = { readonly x: number; readonly y: number };

/**
 * Hears one finger drawn sideways over the item, while `on`. Answers which side it leans to just now, so that the control
 * it would press can show it; `onSwipe` comes when the finger is lifted there. Start and end follow the page's direction.
 * With `drawn` start is left and end is right, for what is never mirrored. Whatever scrolls sideways itself is left alone, and
 * so are two fingers.
 */
export function useSwipe(on: boolean, onSwipe: (side: Side) => void, drawn = false): Side | undefined {
  const [lean, setLean] = useState<Side>();
  const swiped = useEffectEvent(onSwipe);
  useEffect(() => {
    if (!on) return;
    let from: Place | undefined;
    const begin = (event: TouchEvent) => {
      from = event.touches.length === 1 ? startOf(event) : undefined;
      setLean(undefined);
    };
    const move = (event: TouchEvent) =>
      setLean(event.touches.length === 1 ? sideOf(from, placeOf(event), drawn) : undefined);
    const end = (event: TouchEvent) => {
      const side = event.touches.length === 0 ? sideOf(from, placeOf(event), drawn) : undefined;
      from = undefined;
      setLean(undefined);
      if (side) swiped(side);
    };
    const cancel = () => {
      from = undefined;
      setLean(undefined);
    };
    const hear = { passive: true } as const;
    window.addEventListener("touchstart", begin, hear);
    window.addEventListener("touchmove", move, hear);
    window.addEventListener("touchend", end, hear);
    window.addEventListener("touchcancel", cancel, hear);
    return () => {
      window.removeEventListener("touchstart", begin);
      window.removeEventListener("touchmove", move);
      window.removeEventListener("touchend", end);
      window.removeEventListener("touchcancel", cancel);
    };
  }, [on, drawn]);
  return lean;
}

function placeOf({ changedTouches }: TouchEvent): Place | undefined {
  const touch = changedTouches[0];
  return touch && { x: touch.clientX, y: touch.clientY };
}

/** Where a swipe may begin: on the item, off the edges, on nothing that scrolls sideways. */
function startOf(event: TouchEvent): Place | undefined {
  const place = placeOf(event);
  const item = event.target instanceof Element ? event.target.closest("main") : null;
  if (!place || !item || place.x < EDGE || place.x > window.innerWidth - EDGE) return undefined;
  for (let at = event.target as Element | null; at && at !== item; at = at.parentElement)
    if (at.scrollWidth > at.clientWidth + 1 && getComputedStyle(at).overflowX !== "visible") return undefined;
  return place;
}

function sideOf(from: Place | undefined, to: Place | undefined, drawn: boolean): Side | undefined {
  if (!from || !to) return undefined;
  const [x, y] = [to.x - from.x, to.y - from.y];
  if (Math.abs(x) < FAR || Math.abs(x) < 2 * Math.abs(y)) return undefined;
  const mirrored = !drawn && getComputedStyle(document.documentElement).direction === "rtl";
  const onward = mirrored ? x < 0 : x > 0;
  return onward ? "end" : "start";
}
