/**
 * Remembers what was loaded, for a short time and within bounds: for facts that change seldom and are asked for with
 * every request. Concurrent askers share one load; a load that fails is forgotten.
 */

export type MemoryBounds<Value> = {
  readonly forMs: number;
  /** Entries at most; the oldest go first. */
  readonly most: number;
  /** Which values may be remembered; left out: all. */
  keep?(value: Value): boolean;
};

export function remembering<Key extends string | bigint, Value>(
  load: (key: Key) => Promise<Value>,
  { forMs, most, keep = () => true }: MemoryBounds<Value>,
): (key: Key) => Promise<Value> {
  const known = new Map<Key, { readonly value: Promise<Value>; readonly untilMs: number }>();
  return (key) => {
    const hit = known.get(key);
    if (hit && Date.now() < hit.untilMs) return hit.value;
    const value = load(key);
    const entry = { value, untilMs: Date.now() + forMs };
    const forget = () => {
      if (known.get(key) === entry) known.delete(key);
    };
    known.delete(key);
    known.set(key, entry);
    value.then((loaded) => keep(loaded) || forget(), forget);
    const [oldest] = known.keys();
    if (known.size > most && oldest !== undefined) known.delete(oldest);
    return value;
  };
}
