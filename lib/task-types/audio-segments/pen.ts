import { heldIn, type Marking, resized, type Stretch } from "../interval-marking";

/** So much is picked at first, around a moment that is set as beginning or end. */
const FIRST_MS = 1_000;

/** What is held begins at this moment, or a pick does; nothing where it would end before. */
export function begunAt(marking: Marking, atMs: number, lengthMs: number, overlap: boolean): Marking {
  const held = heldIn(marking);
  const end = held && held.end > atMs ? held.end : Math.min(lengthMs, atMs + FIRST_MS);
  return put(marking, { start: atMs, end }, overlap);
}

/** What is held ends at this moment, or a pick does; nothing where it would begin behind. */
export function endedAt(marking: Marking, atMs: number, overlap: boolean): Marking {
  const held = heldIn(marking);
  const start = held && held.start < atMs ? held.start : Math.max(0, atMs - FIRST_MS);
  return put(marking, { start, end: atMs }, overlap);
}

/** A stretch that was drawn, in whole milliseconds within the recording: a pick; nothing where it is empty. */
export function picked(marking: Marking, from: number, to: number, lengthMs: number): Marking {
  const [start, end] = [within(from, lengthMs), within(to, lengthMs)];
  return start < end ? { ...marking, at: null, pick: { start, end } } : marking;
}

/** The segment at a place of the list with other ends, in hand. */
export function stretched(marking: Marking, at: number, stretch: Stretch, lengthMs: number, overlap: boolean): Marking {
  const ends = { start: within(stretch.start, lengthMs), end: within(stretch.end, lengthMs) };
  return resized({ ...marking, at, pick: null }, ends, overlap);
}

function put(marking: Marking, stretch: Stretch, overlap: boolean): Marking {
  if (stretch.start >= stretch.end) return marking;
  return marking.pick || marking.at === null ? { ...marking, pick: stretch } : resized(marking, stretch, overlap);
}

const within = (ms: number, lengthMs: number) => Math.max(0, Math.min(Math.round(ms), lengthMs));
