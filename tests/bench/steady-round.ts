import { cpuMs } from "./cpu-ms";

const WARM_UPS = 2;
const REPEATS = 9;

/**
 * CPU milliseconds of an EM round in steady state: from the end of a round to the end of the next, so that neither checks
 * nor tables nor the first round count. The works take turns, and each one's median is over all rounds of all turns after
 * the warm-up. A work calls `tick` at the end of every round; one that never does gets NaN.
 */
export function steadyRounds<Name extends string>(
  works: Record<Name, (tick: () => void) => unknown>,
): Record<Name, number> {
  const names = Object.keys(works) as Name[];
  const spent = Object.fromEntries(names.map((name) => [name, [] as number[]])) as Record<Name, number[]>;
  for (let turn = -WARM_UPS; turn < REPEATS; turn++) {
    for (const name of names) {
      const ends: number[] = [];
      works[name](() => ends.push(cpuMs()));
      if (turn >= 0)
        for (let i = 1; i < ends.length; i++) spent[name].push((ends[i] as number) - (ends[i - 1] as number));
    }
  }
  return Object.fromEntries(names.map((name) => [name, median(spent[name])])) as Record<Name, number>;
}

function median(values: number[]): number {
  return values.sort((a, b) => a - b)[values.length >> 1] ?? Number.NaN;
}
