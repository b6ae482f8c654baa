import { checkInput } from "./bounds";
import { findConsensus } from "./consensus";
import { DEFAULT_TAU, ONE } from "./constants";
import { scoreAnswers } from "./credit";
import type { RefereeInput } from "./input";
import { classPrior } from "./start";
import { tables } from "./tables";

/**
 * The numbers of gate rule `prior-gate-1`. They decide what enters as an input, not how the referee judges: they are not
 * part of its fingerprint.
 */
const FOLDS = 5;
/** The gain must exceed this many standard errors of its mean. */
const SIGMAS = 2;
/** Fewer items than this have nothing to say about a model. */
const MIN_WITNESSES = 20;

export type GateFold = {
  /** Items outside the fold that testified. */
  readonly witnesses: number;
  /** Σ over them of what the model's posterior saves against the class shares, Q10 bits; may be negative. */
  readonly gainQ10: number;
  readonly open: boolean;
};

export type PriorGate = {
  /** [items] 1 where the committed prior may speak. */
  readonly gate: Int32Array;
  /** One for each fold; item t is in fold t mod 5. */
  readonly folds: readonly GateFold[];
};

/**
 * Whether a pre-label model's posteriors (`input.prior`, committed beforehand) may serve as priors: a useless model must not
 * hurt. An item's gate opens when, on the items of the other folds, the model foretells the crowd's verdict better than the
 * class shares do: smaller log-loss, by more than two standard errors.
 *
 * - The verdict (tempered, `DEFAULT_TAU`) comes from blind answers and gold alone. Whoever saw a suggestion may have copied
 *   it, and a model must not vouch for itself.
 * - Cross-fitted twice: an item's own answers have no part in its gate, and the class shares an item's loss is held against
 *   leave its own fold out.
 * - Rows of zeros mean that the model said nothing of that item: gate 0, no witness. Gold items need no prior: gate 0.
 *
 * Pure, integers only; throws a RangeError where the input breaks a bound or has no priors.
 * Bounds: an item's gain is within ± 15·1024; 8·10^6 of their squares < 2^53; the square of their sum is a big integer.
 */
export function gatePriors(input: RefereeInput): PriorGate {
  checkInput(input);
  const { items, classes, prior, gold } = input;
  if (prior === undefined) throw new RangeError("referee: a gate needs priors to judge");
  const witness = blindVerdicts(input, prior);
  const gains = gainsOf(witness, prior, classes);
  const folds = Array.from({ length: FOLDS }, (_, fold) => judge(witness.item, gains, fold));
  const gate = new Int32Array(items);
  for (let t = 0; t < items; t++) {
    const known = gold !== undefined && (gold[t] as number) >= 0;
    const open = folds[t % FOLDS]?.open === true && !known && hasRow(prior, t * classes, classes);
    gate[t] = open ? 1 : 0;
  }
  return { gate, folds };
}

type Witnesses = {
  /** Ids in the whole input, ascending. */
  readonly item: readonly number[];
  /** [witnesses × classes] Q16: what the blind answers and gold say. */
  readonly verdict: Int32Array;
};

function blindVerdicts(input: RefereeInput, prior: Int32Array): Witnesses {
  const { classes, seen, gold } = input;
  const blind: number[] = [];
  input.item.forEach((t, i) => {
    if ((seen === undefined || (seen[i] as number) < 0) && hasRow(prior, t * classes, classes)) blind.push(i);
  });
  if (blind.length === 0) return { item: [], verdict: new Int32Array(0) };
  const items = dense(blind.map((i) => input.item[i] as number));
  const annotators = dense(blind.map((i) => input.annotator[i] as number));
  const crowd: RefereeInput = {
    item: items.id,
    annotator: annotators.id,
    label: Int32Array.from(blind, (i) => input.label[i] as number),
    items: items.names.length,
    annotators: annotators.names.length,
    classes,
    gold: gold && Int32Array.from(items.names, (t) => gold[t] as number),
  };
  return { item: items.names, verdict: scoreAnswers(crowd, findConsensus(crowd), DEFAULT_TAU).tempered };
}

/** Ids that occur, ascending, and each one's place among them: canonical order stays canonical. */
function dense(ids: readonly number[]): { names: number[]; id: Int32Array } {
  const names = [...new Set(ids)].sort((a, b) => a - b);
  const place = new Map(names.map((name, i) => [name, i]));
  return { names, id: Int32Array.from(ids, (id) => place.get(id) as number) };
}

function hasRow(prior: Int32Array, o: number, classes: number): boolean {
  for (let k = 0; k < classes; k++) if ((prior[o + k] as number) > 0) return true;
  return false;
}

/** [witnesses] Q10 bits: loss under the class shares of the other folds less the loss under the model. */
function gainsOf({ item, verdict }: Witnesses, prior: Int32Array, classes: number): Int32Array {
  const { log } = tables();
  const shares = Array.from({ length: FOLDS }, (_, fold) => shareOutside({ item, verdict }, fold, classes, log));
  return Int32Array.from(item, (t, i) => {
    const common = shares[t % FOLDS] as Int32Array;
    let gain = 0;
    for (let k = 0; k < classes; k++) {
      const own = log[Math.max(1, (prior[t * classes + k] as number) >> 2)] as number;
      gain += (verdict[i * classes + k] as number) * (own - (common[k] as number));
    }
    return Math.trunc(gain / ONE);
  });
}

function shareOutside({ item, verdict }: Witnesses, fold: number, classes: number, log: Int32Array): Int32Array {
  const share = new Float64Array(classes);
  let others = 0;
  item.forEach((t, i) => {
    if (t % FOLDS === fold) return;
    others++;
    for (let k = 0; k < classes; k++) share[k] = (share[k] as number) + (verdict[i * classes + k] as number);
  });
  return classPrior(share, Math.max(1, others), log);
}

function judge(item: readonly number[], gains: Int32Array, fold: number): GateFold {
  let witnesses = 0;
  let gainQ10 = 0;
  let squares = 0;
  item.forEach((t, i) => {
    if (t % FOLDS === fold) return;
    const gain = gains[i] as number;
    witnesses++;
    gainQ10 += gain;
    squares += gain * gain;
  });
  const clear = BigInt(gainQ10) ** 2n > BigInt(SIGMAS * SIGMAS) * BigInt(squares);
  return { witnesses, gainQ10, open: witnesses >= MIN_WITNESSES && gainQ10 > 0 && clear };
}
