export type Interval = { readonly low: number; readonly high: number };

const RESAMPLES = 200;
const SEED = 20_260_101;

/**
 * For each of several statistics the interval that holds it in 95 of 100 resamples (percentile bootstrap; Efron 1979,
 * Annals of Statistics 7(1)): `parts` parts are drawn with replacement, `statistics` gets how often each was. The same
 * every time: the dice are seeded. Null with fewer than two parts, or where more than half of the resamples have no value.
 */
export function bootstrap(
  parts: number,
  statistics: (times: Int32Array) => readonly (number | null)[],
): readonly (Interval | null)[] {
  const times = new Int32Array(parts).fill(1);
  const found: number[][] = statistics(times).map(() => []);
  if (parts < 2) return found.map(() => null);
  const roll = dice(SEED);
  for (let r = 0; r < RESAMPLES; r++) {
    times.fill(0);
    for (let i = 0; i < parts; i++) {
      const part = Math.floor(roll() * parts);
      times[part] = (times[part] ?? 0) + 1;
    }
    statistics(times).forEach((value, s) => {
      if (value !== null) found[s]?.push(value);
    });
  }
  return found.map(intervalOf);
}

function intervalOf(values: number[]): Interval | null {
  if (2 * values.length < RESAMPLES) return null;
  values.sort((a, b) => a - b);
  const at = (share: number) => values[Math.round(share * (values.length - 1))] ?? 0;
  return { low: at(0.025), high: at(0.975) };
}

/** Uniform in [0, 1): xorshift32 (Marsaglia 2003). */
function dice(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 2 ** 32;
  };
}
