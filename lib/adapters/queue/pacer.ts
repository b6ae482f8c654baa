/** Decides how often a thing that does not move is tried again. */
export type Pacer = {
  /** True at once when `stamp` is new for this key, then after 1 s, 2 s, 4 s … 30 s. */
  isDue(key: string, stamp: string): boolean;
  /** Forgets every other key. */
  keep(keys: readonly string[]): void;
};

const FIRST_MS = 1_000;
const MOST_MS = 30_000;

export function pacer(now: () => number): Pacer {
  const tries = new Map<string, { readonly stamp: string; readonly dueMs: number; readonly waitMs: number }>();
  return {
    isDue: (key, stamp) => {
      const last = tries.get(key);
      const known = last?.stamp === stamp ? last : undefined;
      if (known && now() < known.dueMs) return false;
      const waitMs = known ? Math.min(known.waitMs * 2, MOST_MS) : FIRST_MS;
      tries.set(key, { stamp, dueMs: now() + waitMs, waitMs });
      return true;
    },
    keep: (keys) => {
      const wanted = new Set(keys);
      for (const key of tries.keys()) if (!wanted.has(key)) tries.delete(key);
    },
  };
}
