import { ONE_Q16 } from "@/lib/kernel/q16";

/** 0 for the same answer, one (Q16) for any other. */
export const nominal = <T>(a: T, b: T): number => (a === b ? 0 : ONE_Q16);

/** 1 − F1 of two sets (Dice), Q16; 0 where both are empty. Each value is named once in each. */
export function setDistance<T>(a: readonly T[], b: readonly T[]): number {
  const all = a.length + b.length;
  if (all === 0) return 0;
  const others = new Set(b);
  const both = a.reduce((sum, value) => sum + (others.has(value) ? 1 : 0), 0);
  return ONE_Q16 - Math.floor((2 * both * ONE_Q16) / all);
}
