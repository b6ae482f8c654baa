import type { AnyTaskType, Weighted } from "./task-type";

/** The cast answer nearest to all others by integer distance, each counted by its weight; ties go to the first cast. */
export function medoid(taskType: AnyTaskType, config: unknown, votes: readonly Weighted<unknown>[]): unknown {
  let best: { readonly answer: unknown; readonly cost: bigint } | undefined;
  for (const { answer } of votes) {
    let cost = 0n;
    for (const vote of votes) cost += BigInt(vote.weightQ16) * BigInt(taskType.distance(answer, vote.answer, config));
    if (!best || cost < best.cost) best = { answer, cost };
  }
  return best?.answer;
}
