/** A part of a recording that is played again and again, ms; open until its end is set. */
export type Repeat = { readonly from: number; readonly to: number | null };

/** How a recording is played at the moment, ms. */
export type Playing = {
  readonly atMs: number;
  readonly isPlaying: boolean;
  readonly rate: number;
  readonly repeat: Repeat | null;
};

export const AT_REST: Playing = { atMs: 0, isPlaying: false, rate: 1, repeat: null };

/** Speeds that a voice is understood at; the pitch stays. */
export const RATES: readonly number[] = [0.5, 0.75, 1, 1.25, 1.5, 2];

/** The next speed up or down, as far as there are any. */
export function rateBeside(rate: number, by: 1 | -1): number {
  const at = RATES.indexOf(rate);
  return RATES[Math.max(0, Math.min(RATES.length - 1, (at === -1 ? RATES.indexOf(1) : at) + by))] ?? 1;
}

/** Repeat from here, then to here, then no more. An end before its beginning turns the part around. */
export function repeatNext(repeat: Repeat | null, atMs: number): Repeat | null {
  if (!repeat) return { from: atMs, to: null };
  if (repeat.to !== null || repeat.from === atMs) return null;
  return { from: Math.min(repeat.from, atMs), to: Math.max(repeat.from, atMs) };
}

/** Where to go on from a moment: back to the beginning of a repeated part at its end; undefined to go on as it is. */
export function jumpFrom(repeat: Repeat | null, atMs: number): number | undefined {
  return repeat !== null && repeat.to !== null && atMs >= repeat.to ? repeat.from : undefined;
}

/** How often a waveform may be doubled in length. */
const MOST_ZOOM = 6;

/** The next zoom nearer or farther: a waveform is 2^zoom times as long as its frame. */
export const zoomBeside = (zoom: number, by: 1 | -1): number => Math.max(0, Math.min(MOST_ZOOM, zoom + by));

/** Minutes, seconds and tenths: 1:04.2. */
export function clockOf(ms: number): string {
  const tenths = Math.floor(ms / 100);
  const minutes = Math.floor(tenths / 600);
  const seconds = Math.floor((tenths % 600) / 10);
  return `${minutes}:${String(seconds).padStart(2, "0")}.${tenths % 10}`;
}
