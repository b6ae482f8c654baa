import { checkInput } from "./bounds";
import { type Coins, maximise, newCoins, newCounts } from "./coins";
import { MIN_ANSWERS_PER_ITEM, ROUNDS, TOLERANCE } from "./constants";
import { denseSweep, isDense } from "./dense-sweep";
import type { RefereeInput, VoteIndex } from "./input";
import { type LogPrior, logPriors, voteShares } from "./start";
import { tables } from "./tables";
import { wideSweep } from "./wide-sweep";

/** Which loop goes over the answers. All give the same bits; `auto` takes the fastest that fits in memory. */
export type Engine = "auto" | "generic" | "wide";

export type Consensus = {
  /** [items × classes] Q16. Rows sum to at most ONE (every cell is rounded down). */
  readonly posterior: Int32Array;
  readonly index: VoteIndex;
  /** EM rounds; 0 in majority mode. */
  readonly rounds: number;
  /** What EM found out about the annotators; undefined in majority mode: fewer than two answers an item on average. */
  readonly model: { readonly coins: Coins; readonly prior: LogPrior } | undefined;
};

/**
 * The truth by multi-coin expectation maximisation on integers, or by majority vote where there are too few answers.
 * Throws a RangeError where the input breaks a bound (`checkInput`).
 */
export function findConsensus(
  input: RefereeInput,
  engine: Engine = "auto",
  onRound?: (round: number, move: number) => void,
): Consensus {
  const index = checkInput(input);
  const { posterior, share } = voteShares(input, index);
  const { item, items, annotators, classes } = input;
  if (item.length < MIN_ANSWERS_PER_ITEM * items) return { posterior, index, rounds: 0, model: undefined };
  const { log, exp } = tables();
  const prior = logPriors(input, share, log);
  const sweep =
    engine === "wide" || !isDense(input)
      ? wideSweep(input, index, prior, posterior, exp)
      : denseSweep(input, index, prior, posterior, exp, engine === "auto");
  const counts = newCounts(annotators, classes);
  const coins = newCoins(annotators, classes);
  let rounds = 0;
  let move = TOLERANCE + 1;
  while (rounds < ROUNDS && move > TOLERANCE) {
    sweep.count(counts);
    maximise(annotators, classes, counts, coins, log);
    move = sweep.update(coins);
    rounds++;
    onRound?.(rounds, move);
  }
  return { posterior, index, rounds, model: { coins, prior } };
}
