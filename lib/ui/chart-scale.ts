/** The arithmetic of the charts: x in percent of the width, y in pixels from the top. Pure. */

export interface Span {
  from: number;
  to: number;
}

/** Where `value` lies across the width, in percent with two decimals. */
export function acrossPercent(value: number, span: Span): number {
  return round(span.to === span.from ? 0 : ((value - span.from) / (span.to - span.from)) * 100);
}

/** Where `value` lies from the top of a plot `height` pixels high; `span.to` is the top. */
export function downPixels(value: number, span: Span, height: number): number {
  return round(span.to === span.from ? height : height - ((value - span.from) / (span.to - span.from)) * height);
}

/** From the lowest to the highest of the values; of none, 0 to 1. */
export function spanOf(values: readonly number[]): Span {
  if (values.length === 0) return { from: 0, to: 1 };
  return { from: Math.min(...values), to: Math.max(...values) };
}

/**
 * Moves labels apart so that none stands closer than `gap` pixels to the next and none leaves 0…`height`; their
 * order stays. The result is in the order of `wanted`.
 */
export function spreadLabels(wanted: readonly number[], gap: number, height: number): number[] {
  const order = wanted.map((at, index) => ({ at, index })).sort((a, b) => a.at - b.at || a.index - b.index);
  let lowest = Number.NEGATIVE_INFINITY;
  const placed = order.map(({ at, index }) => {
    lowest = Math.max(at, lowest + gap, 0);
    return { at: lowest, index };
  });
  let highest = height;
  for (const label of placed.toReversed()) {
    label.at = Math.min(label.at, highest);
    highest = label.at - gap;
  }
  const result = new Array<number>(wanted.length).fill(0);
  for (const label of placed) result[label.index] = round(label.at);
  return result;
}

/** Three to five round steps from 0 to at least `max`: `1064` gives `[0, 400, 800, 1200]`. */
export function roundTicks(max: number): number[] {
  if (max <= 0) return [0, 1];
  const rough = max / 3;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = Math.max(1, ([1, 2, 4, 5, 10].find((factor) => factor * power >= rough) ?? 10) * power);
  return Array.from({ length: Math.ceil(max / step) + 1 }, (_, index) => index * step);
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
