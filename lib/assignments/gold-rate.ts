import type { DispatchPolicy } from "./dispatch-policy";

/** An annotator is new for this many answers. */
const EARLY_ANSWERS = 50;

/** How gold is mixed in. The store adds: at least one place in 50, whatever the rates; none for whom nothing else is left. */
export type GoldRate = {
  /** Gold items of the bounty; 0: no gold, and none is looked for. */
  readonly count: number;
  readonly firstBps: number;
  readonly laterBps: number;
  readonly earlyAnswers: number;
};

/** More gold for newcomers, less later, never more later than at first, none where the bounty has none. */
export function goldRate({ goldBps, goldLaterBps }: DispatchPolicy, goldCount: number): GoldRate {
  if (goldCount === 0) return { count: 0, firstBps: 0, laterBps: 0, earlyAnswers: EARLY_ANSWERS };
  return {
    count: goldCount,
    firstBps: goldBps,
    laterBps: Math.min(goldBps, goldLaterBps),
    earlyAnswers: EARLY_ANSWERS,
  };
}
