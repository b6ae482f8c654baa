import { ONE } from "../constants";
import { type Comparison, type Duels, indexComparisons, type Outcome, type Pair } from "./comparisons";

/** Rounds at most; fewer when no strength moved by more than 2^-20 of itself and no reliability by more than 1 (Q16). */
const ROUNDS = 500;
const SETTLED = 20n;
/** Strengths and the side's pull are Q32, between 2^-16 and 2^16. */
const Q32 = 32n;
const UNIT = 1n << Q32;
const LEAST = 1n << 16n;
const MOST = 1n << 48n;
/** Every thing, and the side, has won and lost half a comparison against an equal beside its own: it keeps all finite. */
const HALF = BigInt(ONE);
/** Reliability begins at, and is shrunk towards, ¾ by so many answers. */
const PRIOR = (3 * ONE) / 4;
const SHRINKAGE = 4;

export type Score = {
  readonly id: string;
  /**
   * Chance to be preferred to another thing of its component, mean over those, sides even, thousandths; null where it was
   * compared with nothing else.
   */
  readonly permille: number | null;
  /** Answers about it, with another thing on the other side, and how many of them called both bad. */
  readonly comparisons: number;
  readonly bothBad: number;
  /** Things that chains of comparisons connect bear one number, from 0; scores of two components do not compare. */
  readonly component: number;
};

export type Scores = {
  /** By component, then by falling score, then by id (UTF-16 code units). */
  readonly things: readonly Score[];
  readonly components: number;
  /** Chance that the left one of two equals is preferred, thousandths: 500 without position bias. */
  readonly leftPermille: number;
  /** By id (UTF-16 code units): share of an annotator's answers that were given by looking, not by a coin, Q16. */
  readonly annotators: readonly { readonly id: string; readonly reliabilityQ16: number }[];
  readonly rounds: number;
  /** False where the rounds ran out first. */
  readonly settled: boolean;
};

type Model = {
  /** [things] Q32; and the side's pull: the left one's strength is multiplied by it. */
  readonly strength: bigint[];
  side: bigint;
  /** [annotators] Q16. */
  readonly reliability: Int32Array;
};

/**
 * Scores of what was compared two by two: Bradley, Terry (1952) with one parameter for the side (Agresti 1990, home field)
 * and a reliability per annotator: an answer follows the strengths with that chance, else a fair coin (Chen, Bennett,
 * Collins-Thompson, Horvitz 2013; crowd-kit's noisy Bradley-Terry is of this family). A tie, and "both bad", is half a
 * win for each side, and says nothing of who gave it. Expectation-maximisation; strengths move one after the other by
 * Newman's rule (2023, "Efficient computation of rankings from pairwise comparisons"), whose fixed point is Zermelo's.
 *
 * Integers throughout: the same comparisons give the same scores on every machine, in every order. They pay nobody.
 * Throws a RangeError for more than 10^6 comparisons.
 */
export function bradleyTerry(comparisons: readonly Comparison[]): Scores {
  const duels = indexComparisons(comparisons);
  const model: Model = {
    strength: duels.things.map(() => UNIT),
    side: UNIT,
    reliability: new Int32Array(duels.annotators.length).fill(PRIOR),
  };
  let rounds = 0;
  let settled = false;
  while (rounds < ROUNDS && !settled) {
    rounds++;
    const trusted = trust(duels, model);
    settled = move(duels, model) && trusted;
  }
  return { ...published(duels, model), rounds, settled };
}

/** Chance that the left one wins, Q32, never 0 or one. */
const leftWins = ({ strength, side }: Model, { left, right }: Pair): bigint => {
  const a = (side * (strength[left] as bigint)) >> Q32;
  return clamp((a << Q32) / (a + (strength[right] as bigint)), 1n, UNIT - 1n);
};

const clamp = (value: bigint, least: bigint, most: bigint): bigint =>
  value < least ? least : value > most ? most : value;

/** How far each answer is believed, summed up as wins of either side of each pair, and the annotators' new reliability. */
function trust({ pairs, outcomes, count }: Duels, model: Model): boolean {
  const looked = new Float64Array(model.reliability.length);
  for (const pair of pairs) {
    pair.leftWon = 0;
    pair.rightWon = 0;
    pair.chanceQ16 = Number(leftWins(model, pair) >> 16n);
  }
  for (const outcome of outcomes) {
    const eta = model.reliability[outcome.annotator] as number;
    const belief = beliefIn(outcome, eta);
    looked[outcome.annotator] = (looked[outcome.annotator] as number) + belief;
    const { pair, won } = outcome;
    if (won !== "right") pair.leftWon += won === "left" ? 2 * belief : belief;
    if (won !== "left") pair.rightWon += won === "right" ? 2 * belief : belief;
  }
  let calm = true;
  looked.forEach((sum, w) => {
    const now = Math.floor((sum + SHRINKAGE * PRIOR) / ((count[w] as number) + SHRINKAGE));
    if (Math.abs(now - (model.reliability[w] as number)) > 1) calm = false;
    model.reliability[w] = now;
  });
  return calm;
}

/** Chance that an answer was given by looking, Q16: η·p / (η·p + (1 − η)/2); η itself for ties. Products ≤ 2^48. */
function beliefIn({ pair, won }: Outcome, eta: number): number {
  if (won === "tie") return eta;
  const p = won === "left" ? pair.chanceQ16 : ONE - pair.chanceQ16;
  const looked = 2 * eta * p;
  return Math.floor((looked * ONE) / (looked + (ONE - eta) * ONE));
}

/** A fraction of beliefs that multiplies a strength: Σ wins · (1 − p) over Σ losses · p, at the strength's own p. */
type Push = { up: bigint; down: bigint };

/** One round of Newman's rule: every strength, every component's common scale, then the side. True when nothing moved much. */
function move({ pairs, pairsOf, components }: Duels, model: Model): boolean {
  const { strength } = model;
  let calm = true;
  const pushed = (before: bigint, { up, down }: Push): bigint => {
    const now = clamp((before * up) / down, LEAST, MOST);
    const apart = now > before ? now - before : before - now;
    if (apart << SETTLED > before) calm = false;
    return now;
  };
  pairsOf.forEach((own, i) => {
    const push = prior(strength[i] as bigint);
    for (const pair of own) {
      const p = leftWins(model, pair);
      if (pair.left === i) add(push, pair.leftWon, pair.rightWon, p);
      else add(push, pair.rightWon, pair.leftWon, UNIT - p);
    }
    strength[i] = pushed(strength[i] as bigint, push);
  });
  for (const component of components) {
    const push = { up: 0n, down: 0n };
    for (const i of component) {
      const own = prior(strength[i] as bigint);
      push.up += own.up;
      push.down += own.down;
    }
    for (const i of component) strength[i] = pushed(strength[i] as bigint, push);
  }
  const push = prior(model.side);
  for (const pair of pairs) add(push, pair.leftWon, pair.rightWon, leftWins(model, pair));
  model.side = pushed(model.side, push);
  return calm;
}

function add(push: Push, won: number, lost: number, p: bigint): void {
  push.up += BigInt(won) * (UNIT - p);
  push.down += BigInt(lost) * p;
}

function prior(strength: bigint): Push {
  const p = (strength << Q32) / (strength + UNIT);
  return { up: HALF * (UNIT - p), down: HALF * p };
}

function published(
  { things, annotators, components, comparisons, bothBad }: Duels,
  { strength, side, reliability }: Model,
): Omit<Scores, "rounds" | "settled"> {
  const scored = components.flatMap((component, c) => {
    const rows = component.map((i) => ({
      id: things[i] as string,
      permille: meanWin(i, component, strength),
      comparisons: comparisons[i] as number,
      bothBad: bothBad[i] as number,
      component: c,
      strength: strength[i] as bigint,
    }));
    return rows.sort((a, b) => (a.strength === b.strength ? 0 : a.strength < b.strength ? 1 : -1));
  });
  return {
    things: scored.map(({ strength: _, ...score }) => score),
    components: components.length,
    leftPermille: Number(rounded(1000n * side, side + UNIT)),
    annotators: annotators.map((id, w) => ({ id, reliabilityQ16: reliability[w] as number })),
  };
}

function meanWin(i: number, component: readonly number[], strength: readonly bigint[]): number | null {
  if (component.length === 1) return null;
  const own = strength[i] as bigint;
  let sum = 0n;
  for (const j of component) if (j !== i) sum += (own << Q32) / (own + (strength[j] as bigint));
  return Number(rounded(1000n * sum, UNIT * BigInt(component.length - 1)));
}

const rounded = (over: bigint, under: bigint): bigint => (2n * over + under) / (2n * under);
