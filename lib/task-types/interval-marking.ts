import { type Interval, intervalOrder } from "./interval-votes";
import { type Drawer, type Past, redone, remembered, undone } from "./past";

/** A stretch of a text (code points) or of a recording (milliseconds), half-open. */
export type Stretch = { readonly start: number; readonly end: number };

/** Spans in the making, with the stretch that is picked and the span in hand. */
export type Marking = Past<readonly Interval[]> & {
  readonly spans: readonly Interval[];
  readonly pick: Stretch | null;
  readonly at: number | null;
};

export const EMPTY: Marking = { spans: [], pick: null, at: null };

const DRAWER: Drawer<Marking, readonly Interval[]> = {
  drawnIn: ({ spans }) => spans,
  redrawn: (_, spans) => ({ ...EMPTY, spans }),
};

/** An act on the spans, which can be taken back. */
export const acted = (before: Marking, by: (marking: Marking) => Marking): Marking =>
  remembered(before, by(before), DRAWER);
export const takenBack = (marking: Marking): Marking => undone(marking, DRAWER);
export const doneAgain = (marking: Marking): Marking => redone(marking, DRAWER);

/** What is picked, else the span in hand. */
export const heldIn = ({ pick, at, spans }: Marking): Stretch | undefined =>
  pick ?? (at === null ? undefined : spans[at]);

const meets = (a: Stretch, b: Stretch) => a.start < b.end && b.start < a.end;

/**
 * A span more, in hand; in the one order of answers. What it meets and may not overlap gives way: with `overlap` only spans
 * of its own label, else all.
 */
function marked(marking: Marking, span: Interval, overlap: boolean): Marking {
  const kept = marking.spans.filter((one) => !meets(one, span) || (overlap && one.label !== span.label));
  const spans = [...kept, span].sort(intervalOrder);
  return { spans, pick: null, at: spans.indexOf(span) };
}

/** A label on what is picked, or another label for the span in hand. */
export function labeled(marking: Marking, label: string, overlap: boolean): Marking {
  const { pick, at, spans } = marking;
  if (pick) return marked(marking, { label, ...pick }, overlap);
  const span = at === null ? undefined : spans[at];
  if (!span || at === null) return marking;
  return marked({ ...marking, spans: spans.filter((_, i) => i !== at) }, { ...span, label }, overlap);
}

export const removed = ({ spans }: Marking, at: number): Marking => ({
  ...EMPTY,
  spans: spans.filter((_, i) => i !== at),
});

/** The span in hand with other ends, as long as it stays a span. */
export function resized(marking: Marking, stretch: Stretch, overlap: boolean): Marking {
  const { at, spans } = marking;
  const span = at === null ? undefined : spans[at];
  if (!span || stretch.start >= stretch.end) return marking;
  return marked({ ...marking, spans: spans.filter((_, i) => i !== at) }, { label: span.label, ...stretch }, overlap);
}

/** The next span or the one before, around the end. */
export function nextInHand({ spans, at }: Marking, by: 1 | -1): Marking {
  if (spans.length === 0) return { spans, pick: null, at: null };
  const from = at ?? (by === 1 ? -1 : spans.length);
  return { spans, pick: null, at: (from + by + spans.length) % spans.length };
}

/** The shortest span over a place, so that one inside another can be reached; null for none. */
export function spanAt(spans: readonly Interval[], place: number): number | null {
  let found: number | null = null;
  let least = Number.POSITIVE_INFINITY;
  spans.forEach(({ start, end }, i) => {
    if (start <= place && place < end && end - start < least) [found, least] = [i, end - start];
  });
  return found;
}
