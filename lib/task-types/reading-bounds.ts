/** The smallest box around points. Without points: a box of no size at the origin. */
export function boundsOf(
  points: readonly (readonly [x: number, y: number, ...unknown[]])[],
): readonly [x1: number, y1: number, x2: number, y2: number] {
  if (points.length === 0) return [0, 0, 0, 0];
  const xs = points.map(([x]) => x);
  const ys = points.map(([, y]) => y);
  return [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)];
}
