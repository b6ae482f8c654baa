/**
 * The referee between two sweeps: one answer at a time. An item's soft counts are taken out of its annotators' tallies, its
 * posterior is computed anew with the answer, and the counts are put back; the coins of those annotators follow. What
 * comes out depends on the order of arrival a little, so it only guides the work (states, who is asked next); labels and
 * pay come from a sweep (`findConsensus`), which also replaces this state from time to time. Integers only.
 */
import { type Coins, newCoins, newCounts } from "./coins";
import { HARD, LIMIT, MIN_ANSWERS_PER_ITEM, ONE } from "./constants";
import { settleRow } from "./dense-loop";
import type { Consensus } from "./finding";
import type { RefereeInput } from "./input";
import { countAnswer, grown, type Live, meanRight, tally, temper, tossAgain } from "./live-state";
import { classPrior, type LogPrior, voteShares } from "./start";
import { tables } from "./tables";

/** The pool of errors is shared by all and moves slowly: it is computed anew after so many answers. */
const POOL_EVERY = 256;
/** A state has outgrown its sweep when so many answers, or a quarter of what the sweep had read, came since. */
const OUTGROWN = 64;

/** What a sweep left: coins and prior are missing where answers were only counted. */
export type Swept = Pick<Consensus, "mode" | "posterior" | "index"> & {
  readonly coins: Coins | undefined;
  readonly prior: LogPrior | undefined;
};

/** The same out of the kernel's own finding. */
export const sweptOf = ({ mode, posterior, index, model }: Consensus): Swept => ({
  ...{ mode, posterior, index },
  ...{ coins: model?.coins, prior: model?.prior },
});

/**
 * The state as a sweep left it: posteriors, coins and counts are the kernel's. `swept` is what it found of `input`.
 * Throws a RangeError for a method without coins (Dawid-Skene), which cannot go on answer by answer.
 */
export function openLive(input: RefereeInput, swept: Swept, tau: number): Live {
  const { items, annotators, classes } = input;
  const { log } = tables();
  const { mode, coins, prior, posterior, index } = swept;
  if (mode !== "majority" && !coins) throw new RangeError(`referee: ${mode} cannot go on answer by answer`);
  const common = classPrior(voteShares(input, index).share, items, log);
  const live: Live = {
    ...{ classes, mode, tau, swept: input.item.length, items, annotators, answers: input.item.length },
    who: input.annotator.slice(),
    said: input.label.slice(),
    before: Int32Array.from(input.item, (t, i) => (i > 0 && input.item[i - 1] === t ? i - 1 : -1)),
    last: Int32Array.from({ length: items }, (_, t) => (index.start[t + 1] as number) - 1),
    size: Int32Array.from({ length: items }, (_, t) => (index.start[t + 1] as number) - (index.start[t] as number)),
    known: input.gold?.slice() ?? new Int32Array(items).fill(-1),
    certainty: new Int32Array(items),
    posterior: posterior.slice(),
    prior: priorRows(items, classes, prior ?? { rows: common, stride: 0 }),
    given: index.answers.slice(),
    counts: newCounts(annotators, classes),
    coins: coins ? copyOf(coins) : newCoins(annotators, classes),
    ...{
      common,
      mean: 0,
      scores: new Int32Array(classes),
      soft: new Float64Array(classes),
      row: new Int32Array(classes),
    },
  };
  for (let t = 0; t < items; t++) {
    for (let k = 0; k < classes; k++) live.row[k] = posterior[t * classes + k] as number;
    for (let i = live.last[t] as number; i >= 0; i = live.before[i] as number) countAnswer(live, i);
    live.certainty[t] = temper(live, t);
  }
  live.mean = meanRight(live, {
    error: new Int32Array(classes * classes),
    logError: new Int32Array(classes * classes),
  });
  return live;
}

/** An item without answers; `known` is its class where it is gold, else -1. Returns its id. */
export function addItem(live: Live, known: number): number {
  const { classes, common } = live;
  const t = live.items++;
  if (t >= LIMIT.items) throw new RangeError("referee: too many items");
  for (const name of ["last", "size", "known", "certainty"] as const) live[name] = grown(live[name], live.items);
  for (const name of ["posterior", "prior"] as const) live[name] = grown(live[name], live.items * classes);
  live.last[t] = -1;
  live.known[t] = known;
  for (let k = 0; k < classes; k++) {
    live.prior[t * classes + k] = known < 0 ? (common[k] as number) : known === k ? 0 : HARD;
  }
  return t;
}

/** An annotator of whom nothing is known yet. Returns its id. */
export function addAnnotator(live: Live): number {
  const { classes } = live;
  const w = live.annotators++;
  const cells = live.annotators * classes;
  const { right, seen, pool } = live.counts;
  const { skill, logHit, logMiss, error, logError } = live.coins;
  live.given = grown(live.given, live.annotators);
  live.counts = { right: grown(right, cells), seen: grown(seen, cells), pool };
  const rows = { skill: grown(skill, cells), logHit: grown(logHit, cells), logMiss: grown(logMiss, cells) };
  live.coins = { ...rows, error, logError };
  tossAgain(live, w);
  return w;
}

/**
 * Takes one answer. False, and nothing changes, when this annotator has answered the item before.
 * Throws a RangeError where an id is unknown or a limit of the referee is reached.
 */
export function takeAnswer(live: Live, t: number, w: number, label: number): boolean {
  if (!(t >= 0 && t < live.items && w >= 0 && w < live.annotators && label >= 0 && label < live.classes)) {
    throw new RangeError("referee: id out of range");
  }
  for (let i = live.last[t] as number; i >= 0; i = live.before[i] as number) if (live.who[i] === w) return false;
  if (
    live.answers >= LIMIT.votes ||
    (live.size[t] as number) >= LIMIT.perItem ||
    (live.given[w] as number) >= LIMIT.perAnnotator
  ) {
    throw new RangeError("referee: more answers than it was proved for");
  }
  const p = t * live.classes;
  for (let k = 0; k < live.classes; k++) live.row[k] = live.posterior[p + k] as number;
  link(live, t, w, label);
  settle(live, t);
  if ((live.answers - live.swept) % POOL_EVERY === 0) live.mean = meanRight(live, live.coins);
  moveTallies(live, t);
  return true;
}

/** The item's tempered posterior (Q16), as a sweep would compute it from these coins. */
export function temperedRow(live: Live, t: number): number[] {
  temper(live, t);
  return [...live.soft];
}

/**
 * Whether a sweep should replace this state: it has grown by a quarter, or there are answers enough now for the model
 * that the last sweep had to do without.
 */
export function isOutgrown({ mode, answers, swept, items }: Live): boolean {
  if (mode === "majority" && answers >= MIN_ANSWERS_PER_ITEM * items) return true;
  return answers - swept > Math.max(OUTGROWN, swept >> 2);
}

function link(live: Live, t: number, w: number, label: number): void {
  const i = live.answers++;
  for (const name of ["who", "said", "before"] as const) {
    if (live[name].length <= i) live[name] = grown(live[name], i + 1);
  }
  live.who[i] = w;
  live.said[i] = label;
  live.before[i] = live.last[t] as number;
  live.last[t] = i;
  live.size[t] = (live.size[t] as number) + 1;
  live.given[w] = (live.given[w] as number) + 1;
}

/**
 * Puts the item's new soft counts in the place of the old ones (`row`) in the tallies of those who answered it, and of the
 * newest, who had none. Where the posterior stands still, only the newest annotator's tallies move.
 */
function moveTallies(live: Live, t: number): void {
  const { classes, posterior, row, before } = live;
  const p = t * classes;
  const newest = live.last[t] as number;
  let moved = 0;
  for (let k = 0; k < classes; k++) {
    row[k] = (posterior[p + k] as number) - (row[k] as number);
    moved |= row[k] as number;
  }
  if (moved !== 0) for (let i = before[newest] as number; i >= 0; i = before[i] as number) tally(live, i);
  for (let k = 0; k < classes; k++) row[k] = posterior[p + k] as number;
  tally(live, newest);
}

/** The item's posterior and certainty from its answers. */
function settle(live: Live, t: number): void {
  const { classes, posterior, scores, mode } = live;
  if (mode === "majority") shareOut(live, t);
  live.certainty[t] = temper(live, t);
  if (mode !== "majority") settleRow(scores, classes, posterior, t * classes, tables().exp);
}

function shareOut({ classes, posterior, scores, last, size, known, said, before }: Live, t: number): void {
  scores.fill(0);
  for (let i = last[t] as number; i >= 0; i = before[i] as number) {
    scores[said[i] as number] = (scores[said[i] as number] as number) + 1;
  }
  const gold = known[t] as number;
  for (let k = 0; k < classes; k++) {
    const share = Math.floor(((scores[k] as number) * ONE) / (size[t] as number));
    posterior[t * classes + k] = gold < 0 ? share : gold === k ? ONE : 0;
  }
}

function priorRows(items: number, classes: number, { rows, stride }: { rows: Int32Array; stride: number }): Int32Array {
  if (stride > 0) return rows.slice();
  const all = new Int32Array(items * classes);
  for (let o = 0; o < all.length; o += classes) all.set(rows, o);
  return all;
}

const copyOf = ({ skill, logHit, logMiss, error, logError }: Coins): Coins => ({
  ...{ skill: skill.slice(), logHit: logHit.slice(), logMiss: logMiss.slice() },
  ...{ error: error.slice(), logError: logError.slice() },
});
