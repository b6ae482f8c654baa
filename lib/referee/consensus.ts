import { checkInput } from "./bounds";
import { type Coins, maximise, maximiseOneCoin, newCoins, newCounts } from "./coins";
import { MIN_ANSWERS_PER_ITEM, ROUNDS, TOLERANCE } from "./constants";
import { denseSweep, isDense } from "./dense-sweep";
import type { RefereeInput, VoteIndex } from "./input";
import { misnamedClass } from "./naming";
import { type LogPrior, logPriors, voteShares } from "./start";
import { tables } from "./tables";
import { wideSweep } from "./wide-sweep";

/** Which loop goes over the answers. All give the same bits; `auto` takes the fastest that fits in memory. */
export type Engine = "auto" | "generic" | "wide";

/** How the truth was found: a coin per annotator and class, one coin per annotator, or by counting. */
export type Mode = "multi-coin" | "one-coin" | "majority";

export type Consensus = {
  readonly mode: Mode;
  /** [items × classes] Q16. Rows sum to at most ONE (every cell is rounded down). */
  readonly posterior: Int32Array;
  readonly index: VoteIndex;
  /** EM rounds of the mode that stands; 0 in majority mode. */
  readonly rounds: number;
  /** What EM found out about the annotators; undefined in majority mode: fewer than two answers an item on average. */
  readonly model: { readonly coins: Coins; readonly prior: LogPrior } | undefined;
};

type Found = Pick<Consensus, "posterior" | "rounds"> & { readonly coins: Coins };
type OnRound = (round: number, move: number) => void;

/**
 * The truth by multi-coin expectation maximisation on integers; by one coin an annotator where that left a class that
 * the crowd does not call by its name (`misnamedClass`); by majority vote where there are too few answers for either.
 * Throws a RangeError where the input breaks a bound (`checkInput`).
 */
export function findConsensus(input: RefereeInput, engine: Engine = "auto", onRound?: OnRound): Consensus {
  const index = checkInput(input);
  const { posterior, share } = voteShares(input, index);
  if (input.item.length < MIN_ANSWERS_PER_ITEM * input.items) {
    return { mode: "majority", posterior, index, rounds: 0, model: undefined };
  }
  const prior = logPriors(input, share, tables().log);
  const multi = iterate(input, index, prior, posterior, engine, maximise, onRound);
  const slipped = misnamedClass(input, index, posterior) >= 0;
  const { coins, ...found } = slipped
    ? iterate(input, index, prior, voteShares(input, index).posterior, engine, maximiseOneCoin, onRound)
    : multi;
  return { mode: slipped ? "one-coin" : "multi-coin", ...found, index, model: { coins, prior } };
}

/** EM rounds from `posterior` (vote shares; moved in place) until no cell moves. */
function iterate(
  input: RefereeInput,
  index: VoteIndex,
  prior: LogPrior,
  posterior: Int32Array,
  engine: Engine,
  step: typeof maximise,
  onRound?: OnRound,
): Found {
  const { annotators, classes } = input;
  const { log, exp } = tables();
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
    step(annotators, classes, counts, coins, log);
    move = sweep.update(coins);
    rounds++;
    onRound?.(rounds, move);
  }
  return { posterior, rounds, coins };
}
