import { ONE_Q16 } from "@/lib/kernel/q16";

/**
 * Probabilities as the integers that the referee works with: Q16, each at least 1 (nothing is impossible), summing to
 * exactly 65536. What rounding leaves over goes to the largest remainders, the first class first among equals.
 */
export function posteriorQ16(probabilities: ArrayLike<number>): number[] {
  const given = Array.from(probabilities, (p) => (Number.isFinite(p) && p > 0 ? p : 0));
  const sum = given.reduce((a, b) => a + b, 0);
  const shareable = ONE_Q16 - given.length;
  const exact = given.map((p) => (sum > 0 ? p / sum : 1 / given.length) * shareable);
  const cells = exact.map((share) => 1 + Math.floor(share));
  const left = ONE_Q16 - cells.reduce((a, b) => a + b, 0);
  const byRemainder = exact.map((share, index) => ({ index, rest: share - Math.floor(share) }));
  byRemainder.sort((a, b) => b.rest - a.rest || a.index - b.index);
  for (const { index } of byRemainder.slice(0, left)) cells[index] = (cells[index] ?? 0) + 1;
  return cells;
}
