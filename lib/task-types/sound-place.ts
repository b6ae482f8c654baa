/**
 * Where a player is, in whole milliseconds. The media follows: it seeks in its own time, wavesurfer.js 8 forgets a step that
 * was asked for while another one began, and what both tell meanwhile is of a place that is left already.
 */
export type Place = {
  readonly atMs: number;
  /** Where a step led that the media has not reached; null once it has. */
  readonly wantedMs: number | null;
  /** How often the media may still be told of it: a file that ends before its head says is not asked for ever. */
  readonly triesLeft: number;
};

/** What a media element says of itself. */
export type Media = {
  readonly atMs: number;
  readonly isPlaying: boolean;
  readonly isSeeking: boolean;
  /** Whether it would obey a step at once. */
  readonly isAble: boolean;
};

export const AT_BEGINNING: Place = { atMs: 0, wantedMs: null, triesLeft: 0 };

const TRIES = 4;
/** A media element may round a place it was sent to. */
const NEAR_MS = 60;
/** So far a playing one may have come before it tells. */
const MOVED_ON_MS = 1_000;

/** A place that is asked for, within the recording. Steps are counted from `atMs`, which it is at once. */
export function wantedAt(ms: number, lengthMs: number): Place {
  const atMs = Math.max(0, Math.min(Math.round(ms), lengthMs));
  return { atMs, wantedMs: atMs, triesLeft: TRIES };
}

/** The place after the media told of itself; with `send` it has to be told again where it is wanted. */
export function heardAt(place: Place, media: Media): { readonly place: Place; readonly send: boolean } {
  const { wantedMs, triesLeft } = place;
  if (wantedMs === null) return { place: { ...place, atMs: media.atMs }, send: false };
  if (media.isSeeking) return { place, send: false };
  if (isThere(media, wantedMs)) {
    const atMs = media.isPlaying ? media.atMs : wantedMs;
    return { place: { ...place, atMs, wantedMs: null }, send: false };
  }
  if (!media.isAble) return { place, send: false };
  if (triesLeft === 0) return { place: { ...place, atMs: media.atMs, wantedMs: null }, send: false };
  return { place: { ...place, triesLeft: triesLeft - 1 }, send: true };
}

const isThere = ({ atMs, isPlaying }: Media, wantedMs: number): boolean =>
  atMs >= wantedMs - NEAR_MS && atMs <= wantedMs + (isPlaying ? MOVED_ON_MS : NEAR_MS);
