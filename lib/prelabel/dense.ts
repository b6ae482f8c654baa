/** The two inner loops of this room, over stretches of flat row-major arrays. */

/** Σ a[aAt+i]·b[bAt+i] over `length`. */
export function dot(a: Float32Array, aAt: number, b: Float32Array, bAt: number, length: number): number {
  let sum = 0;
  for (let i = 0; i < length; i++) sum += (a[aAt + i] ?? 0) * (b[bAt + i] ?? 0);
  return sum;
}

/** to[toAt+i] += scale·from[fromAt+i] over `length`. */
export function addScaled(
  to: Float32Array,
  toAt: number,
  from: Float32Array,
  fromAt: number,
  length: number,
  scale: number,
): void {
  for (let i = 0; i < length; i++) to[toAt + i] = (to[toAt + i] ?? 0) + scale * (from[fromAt + i] ?? 0);
}

/** Index of the largest value; the first of equals. */
export function argMax(values: ArrayLike<number>): number {
  let best = 0;
  for (let i = 1; i < values.length; i++) if ((values[i] ?? 0) > (values[best] ?? 0)) best = i;
  return best;
}
