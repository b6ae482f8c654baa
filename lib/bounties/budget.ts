import { ONE_BPS } from "@/lib/kernel/q16";

export type BudgetTerms = {
  /** Items to label, gold items not among them. */
  readonly items: number;
  readonly gold: number;
  readonly overlap: number;
  /** Answers an item at most, where people disagree; left out: `overlap`. */
  readonly maxOverlap?: number | undefined;
  /** So many more answers at most in all; left out: as many as `maxOverlap` allows. */
  readonly moreAnswers?: number | undefined;
  /** Price of one answer, base units. */
  readonly priceUnits: bigint;
  /** The vault's fee on what is paid out. */
  readonly feeBps: number;
  readonly betaBps: number;
  /** Share of gold among an annotator's answers; the first 50 count most. */
  readonly goldBps: number;
};

export type Budget = {
  /** Answers at most that count: items × overlap, and `more`. */
  readonly answers: number;
  /** Of these, answers that are only asked for where people disagree. */
  readonly more: number;
  /** Allowance for gold answers and for late answers that are paid all the same. */
  readonly extras: number;
  /** Answers at most that are paid. */
  readonly mostAnswers: number;
  /** All of these at the full price. */
  readonly payUnits: bigint;
  readonly feeUnits: bigint;
  /** What is locked: pay and fee. */
  readonly escrowUnits: bigint;
  /** Between these it will likely cost, fee included: everybody agrees and gets the base share, nobody agrees and all get the full price. */
  readonly likelyUnits: readonly [low: bigint, high: bigint];
};

/** Where nothing else is said, a new bounty asks up to so many people where the first three disagree. */
export const DEFAULT_MAX_OVERLAP = 5;

/** The vault counts amounts in 128 bits. */
export const MAX_UNITS = 2n ** 128n - 1n;

/** What a bounty may cost. Integers only; the form, the server and the manifest all count by this. */
export function budget(terms: BudgetTerms): Budget {
  const more = moreAnswersOf(terms);
  const answers = terms.items * terms.overlap + more;
  const extras = terms.gold > 0 ? ceilShare(answers, 1_500) + 10 : ceilShare(answers, 500);
  const mostAnswers = answers + extras;
  const payUnits = terms.priceUnits * BigInt(mostAnswers);
  const escrowUnits = grossOf(payUnits, terms.feeBps);
  const golden = terms.gold > 0 ? ceilShare(answers, terms.goldBps) : 0;
  const high = BigInt(Math.min(answers + golden, mostAnswers)) * terms.priceUnits;
  const low = (BigInt(answers - more) * terms.priceUnits * BigInt(terms.betaBps)) / BigInt(ONE_BPS);
  return {
    answers,
    more,
    extras,
    mostAnswers,
    payUnits,
    feeUnits: escrowUnits - payUnits,
    escrowUnits,
    likelyUnits: [grossOf(low, terms.feeBps), grossOf(high, terms.feeBps)],
  };
}

/** How many answers beyond items × overlap a bounty may ask for in all. Its escrow holds the price of each. */
export function moreAnswersOf(terms: Pick<BudgetTerms, "items" | "overlap" | "maxOverlap" | "moreAnswers">): number {
  const { items, overlap, maxOverlap = overlap, moreAnswers } = terms;
  const most = items * Math.max(0, maxOverlap - overlap);
  return Math.min(most, moreAnswers ?? most);
}

/**
 * The least amount of which `payUnits` is left after the vault takes floor(amount × feeBps / 10,000); then exactly that
 * is left. `feeBps` is 0 to 9,999.
 */
export function grossOf(payUnits: bigint, feeBps: number): bigint {
  const kept = BigInt(ONE_BPS - feeBps);
  return payUnits === 0n ? 0n : ((payUnits - 1n) * BigInt(ONE_BPS)) / kept + 1n;
}

const ceilShare = (count: number, bps: number) => Math.ceil((count * bps) / ONE_BPS);
