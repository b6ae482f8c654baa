type Corners = readonly (readonly [x: number, y: number])[];

/**
 * The pixels whose centres a polygon covers, by the even-odd rule. Row y holds the columns from[k] ≤ x < from[k + 1] for
 * even k in `crossings.subarray(start[y - top], start[y - top + 1])`, which rise.
 */
export type Pixels = {
  readonly top: number;
  readonly start: Int32Array;
  readonly crossings: Int32Array;
  readonly area: number;
};

/** Rows of pixel centres that the outline crosses, each as often as it does: the work of rastering it. */
export const rowsCrossed = (points: Corners): number =>
  points.reduce((sum, [, y], i) => sum + Math.abs(y - (points[(i + 1) % points.length]?.[1] ?? y)), 0);

/**
 * Rasters a closed outline of integer corners. Exact: an edge from (x1, y1) to (x2, y2) meets the centres of row y at
 * x1 + (2y + 1 − 2·y1)(x2 − x1) / (2(y2 − y1)), and the first column whose centre lies there or right of it is a ceiling of
 * integers. Coordinates ≤ 20,000, so products stay below 2^31. Two outlines that share an edge share no pixel.
 */
export function pixelsOf(points: Corners): Pixels {
  const top = points.reduce((least, [, y]) => Math.min(least, y), Number.MAX_SAFE_INTEGER);
  const bottom = points.reduce((most, [, y]) => Math.max(most, y), 0);
  const start = new Int32Array(Math.max(0, bottom - top) + 1);
  eachCrossing(points, (y) => {
    start[y - top + 1] = (start[y - top + 1] as number) + 1;
  });
  for (let row = 1; row < start.length; row++) start[row] = (start[row] as number) + (start[row - 1] as number);
  const crossings = new Int32Array(start[start.length - 1] as number);
  const next = start.slice();
  eachCrossing(points, (y, x) => {
    const at = next[y - top] as number;
    crossings[at] = x;
    next[y - top] = at + 1;
  });
  let area = 0;
  for (let row = 0; row + 1 < start.length; row++) {
    const columns = crossings.subarray(start[row], start[row + 1]).sort();
    for (let k = 0; k < columns.length; k += 2) area += (columns[k + 1] as number) - (columns[k] as number);
  }
  return { top, start, crossings, area };
}

function eachCrossing(points: Corners, take: (y: number, x: number) => void): void {
  points.forEach((corner, i) => {
    const other = points[(i + 1) % points.length] ?? corner;
    const [[x1, y1], [x2, y2]] = corner[1] <= other[1] ? [corner, other] : [other, corner];
    for (let y = y1; y < y2; y++) {
      // Twice the place of the centre of row y, less one half for the centre of a column.
      const ahead = (2 * (y - y1) + 1) * (x2 - x1) - (y2 - y1);
      take(y, x1 + ceilDiv(ahead, 2 * (y2 - y1)));
    }
  });
}

/** ⌈a / b⌉ for integers, b > 0; exact where |a| < 2^53. */
function ceilDiv(a: number, b: number): number {
  const over = a % b;
  return (a - over) / b + (over > 0 ? 1 : 0);
}

/** Pixels in both. */
export function sharedArea(a: Pixels, b: Pixels): number {
  const from = Math.max(a.top, b.top);
  const to = Math.min(a.top + a.start.length, b.top + b.start.length) - 1;
  let sum = 0;
  for (let y = from; y < to; y++) {
    let i = a.start[y - a.top] as number;
    let j = b.start[y - b.top] as number;
    const [lastA, lastB] = [a.start[y - a.top + 1] as number, b.start[y - b.top + 1] as number];
    while (i < lastA && j < lastB) {
      const [endA, endB] = [a.crossings[i + 1] as number, b.crossings[j + 1] as number];
      sum += Math.max(0, Math.min(endA, endB) - Math.max(a.crossings[i] as number, b.crossings[j] as number));
      if (endA <= endB) i += 2;
      else j += 2;
    }
  }
  return sum;
}
