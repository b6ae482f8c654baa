/**
 * `open`: answers are wanted. `saturated`: all wanted answers are in, but not yet a verdict: one more is about to be asked
 * for, or the bounty has too few answers for a model of its annotators. `resolved`: settled, and gold always. `contested`:
 * no further answer may be asked for, and those there are do not settle it.
 */
export type ItemState = "open" | "saturated" | "resolved" | "contested";

export type AcceptTerms = {
  /** Tempered certainty from which an item is resolved, Q16. */
  readonly acceptQ16: number;
  /** Answers an item at most; equal to the overlap, or left out: no more are ever asked for. */
  readonly maxOverlap?: number | undefined;
  /** Whether the bounty still takes answers. */
  readonly taking?: boolean | undefined;
};

export type JudgedItem = {
  readonly isGold: boolean;
  readonly answers: number;
  /** Answers wanted now. */
  readonly want: number;
  readonly certaintyQ16: number;
  /** Whether several classes are the most likely one. */
  readonly tied: boolean;
  /** Whether answers were only counted, because there are too few for a model. */
  readonly counted: boolean;
};

/** The state of an item, and whether one more answer should be asked for. Pure. */
export function judgeItem(item: JudgedItem, terms: AcceptTerms): { readonly state: ItemState; readonly asks: boolean } {
  const { answers, want, certaintyQ16 } = item;
  if (item.isGold) return { state: "resolved", asks: false };
  if (answers < want) return { state: "open", asks: false };
  const settled = certaintyQ16 >= terms.acceptQ16 && !item.tied;
  const mayAsk = terms.taking === true && want < (terms.maxOverlap ?? 0);
  if (!mayAsk) return { state: settled ? "resolved" : "contested", asks: false };
  if (!settled) return { state: "saturated", asks: true };
  return { state: item.counted ? "saturated" : "resolved", asks: false };
}
