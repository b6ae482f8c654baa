import { EXP_N, ONE } from "./constants";
import { ROUND_UP } from "./dense-loop";

/** floor(x · tau / 1024): `x` Q10 bits below 2^32, `tau` Q10 at most 1024. */
export const shrink = (x: number, tau: number): number => Math.floor((x * tau) / 1024);

/** A row of log scores (Q10 bits) becomes Q16 probabilities in place. */
export function softmax(row: Float64Array, exp: Int32Array): void {
  const best = largest(row);
  let sum = 0;
  for (let k = 0; k < row.length; k++) {
    const gap = best - (row[k] as number);
    const e = gap < EXP_N ? (exp[gap] as number) : 0;
    row[k] = e;
    sum += e;
  }
  const inverse = ONE / sum;
  for (let k = 0; k < row.length; k++) row[k] = ((row[k] as number) * inverse + ROUND_UP) | 0;
}

export function largest(row: Int32Array | Float64Array): number {
  let best = row[0] as number;
  for (let k = 1; k < row.length; k++) if ((row[k] as number) > best) best = row[k] as number;
  return best;
}

/** Entropy of every row of Q16 probabilities, Q10 bits, rounded down. */
export function entropies(cells: Int32Array, items: number, classes: number, log: Int32Array): Int32Array {
  const entropy = new Int32Array(items);
  for (let t = 0; t < items; t++) {
    let sum = 0;
    for (let o = t * classes; o < (t + 1) * classes; o++) {
      const q = cells[o] as number;
      sum -= q * (log[q >> 2] as number);
    }
    entropy[t] = Math.floor(sum / ONE);
  }
  return entropy;
}
