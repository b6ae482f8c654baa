import type { Weighted } from "./task-type";

/** The votes with weights that sum to more than 0: as they are, or one each where all are 0. */
export function audible<Answer>(votes: readonly Weighted<Answer>[]): readonly Weighted<Answer>[] {
  return votes.some(({ weightQ16 }) => weightQ16 > 0) ? votes : votes.map(({ answer }) => ({ answer, weightQ16: 1 }));
}

export const totalWeight = (votes: readonly Weighted<unknown>[]): number =>
  votes.reduce((sum, { weightQ16 }) => sum + weightQ16, 0);

/**
 * The weighted median of integers: half the weight lies on either side; between two values where the halves part exactly,
 * their mean rounded down. It keeps order: if a ≤ b in every vote, the medians do. At least one vote of weight above 0.
 */
export function weightedMedian(votes: readonly Weighted<number>[]): number {
  const sorted = [...votes].filter(({ weightQ16 }) => weightQ16 > 0).sort((a, b) => a.answer - b.answer);
  const whole = totalWeight(sorted);
  let sum = 0;
  for (const [i, { answer, weightQ16 }] of sorted.entries()) {
    sum += weightQ16;
    if (2 * sum > whole) return answer;
    if (2 * sum === whole) return Math.floor((answer + (sorted[i + 1]?.answer ?? answer)) / 2);
  }
  throw new RangeError("a median needs a vote");
}

/** The values that more than half of the weight names, in the order of `values`. A voter names a value once or not at all. */
export function majorityOf<Value>(values: readonly Value[], votes: readonly Weighted<readonly Value[]>[]): Value[] {
  const whole = totalWeight(votes);
  const weight = new Map<Value, number>();
  for (const { answer, weightQ16 } of votes) {
    for (const value of answer) weight.set(value, (weight.get(value) ?? 0) + weightQ16);
  }
  return values.filter((value) => 2 * (weight.get(value) ?? 0) > whole);
}

/** The value with the most weight; among equals the first in the order of `values`. */
export function heaviest<Value>(values: readonly Value[], votes: readonly Weighted<Value>[]): Value {
  const weight = new Map<Value, number>();
  for (const { answer, weightQ16 } of votes) weight.set(answer, (weight.get(answer) ?? 0) + weightQ16);
  const [first, ...rest] = values;
  if (first === undefined) throw new RangeError("no values to vote on");
  return rest.reduce((best, value) => ((weight.get(value) ?? 0) > (weight.get(best) ?? 0) ? value : best), first);
}
