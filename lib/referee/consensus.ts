import { checkInput } from "./bounds";
import { type Coins, maximise, maximiseOneCoin, newCoins, newCounts } from "./coins";
import { MIN_ANSWERS_PER_ITEM, ROUNDS, TOLERANCE } from "./constants";
import { dawidSkene } from "./dawid-skene";
import { denseSweep, isDense } from "./dense-sweep";
import type { Consensus, Engine } from "./finding";
import type { RefereeInput, VoteIndex } from "./input";
import { coinModel } from "./likelihood";
import type { Method } from "./method";
import { misnamedClass } from "./naming";
import { type LogPrior, logPriors, voteShares } from "./start";
import { tables } from "./tables";
import { wideSweep } from "./wide-sweep";

export type ConsensusOptions = {
  readonly method?: Method | undefined;
  readonly engine?: Engine | undefined;
  readonly onRound?: OnRound | undefined;
};

type Found = Pick<Consensus, "posterior" | "rounds"> & { readonly coins: Coins };
type OnRound = (round: number, move: number) => void;

/**
 * The truth by the named method; by majority vote (`majority-1`: vote shares, gold one-hot) where there are fewer than two
 * answers an item on average, which is too few for either EM.
 * Throws a RangeError where the input breaks a bound (`checkInput`).
 */
export function findConsensus(input: RefereeInput, options: ConsensusOptions = {}): Consensus {
  const { method = "multi-coin", engine } = options;
  const index = checkInput(input);
  if (method === "majority" || input.item.length < MIN_ANSWERS_PER_ITEM * input.items) {
    const { posterior } = voteShares(input, index);
    return { mode: "majority", posterior, index, rounds: 0, model: undefined };
  }
  return method === "dawid-skene" ? dawidSkene(input, index, engine) : multiCoin(input, index, options);
}

/**
 * Multi-coin expectation maximisation; one coin an annotator where that left a class that the crowd does not call by its
 * name (`misnamedClass`).
 */
function multiCoin(input: RefereeInput, index: VoteIndex, { engine = "auto", onRound }: ConsensusOptions): Consensus {
  const { posterior, share } = voteShares(input, index);
  const prior = logPriors(input, share, tables().log);
  const multi = iterate(input, index, prior, posterior, engine, maximise, onRound);
  const slipped = misnamedClass(input, index, posterior) >= 0;
  const { coins, ...found } = slipped
    ? iterate(input, index, prior, voteShares(input, index).posterior, engine, maximiseOneCoin, onRound)
    : multi;
  const model = { answers: coinModel(input, coins), skill: coins.skill, prior, coins };
  return { mode: slipped ? "one-coin" : "multi-coin", ...found, index, model };
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
