/** Seeded chance: the same seed, the same throws (what threads and networks add is theirs). */
export type Dice = {
  /** 0 … n − 1. */
  roll(n: number): number;
  chance(p: number): boolean;
  pick<T>(values: readonly T[]): T;
  uuid(): string;
};

/** mulberry32. */
export function dice(seed: number): Dice {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
  const hex = (digits: number) => Array.from({ length: digits }, () => Math.floor(next() * 16).toString(16)).join("");
  return {
    roll: (n) => Math.floor(next() * n),
    chance: (p) => next() < p,
    pick: (values) => values[Math.floor(next() * values.length)] as (typeof values)[number],
    uuid: () => `${hex(8)}-${hex(4)}-4${hex(3)}-8${hex(3)}-${hex(12)}`,
  };
}
