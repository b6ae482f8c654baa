import { HARD, LOG_N, ONE, SHARE_PRIOR } from "./constants";
import type { RefereeInput, VoteIndex } from "./input";

/** Log prior of an item's classes, Q10 bits: row `t * stride` (stride 0: one row for all items). */
export type LogPrior = { readonly rows: Int32Array; readonly stride: number };

export type Start = {
  /** [items × classes] Q16: vote shares, one-hot where gold is known. */
  readonly posterior: Int32Array;
  /** [classes] sum over the items of the vote shares, Q16, gold or not. */
  readonly share: Float64Array;
};

/** Every item's vote shares: where EM starts, and the verdict itself when there are too few answers for EM. */
export function voteShares(input: RefereeInput, { start }: VoteIndex): Start {
  const { label, items, classes, gold } = input;
  const posterior = new Int32Array(items * classes);
  const share = new Float64Array(classes);
  const row = new Int32Array(classes);
  for (let t = 0; t < items; t++) {
    const from = start[t] as number;
    const to = start[t + 1] as number;
    const known = gold === undefined ? -1 : (gold[t] as number);
    for (let k = 0; k < classes; k++) row[k] = 0;
    for (let i = from; i < to; i++) {
      const l = label[i] as number;
      row[l] = (row[l] as number) + 1;
    }
    for (let k = 0; k < classes; k++) {
      const given = row[k] as number;
      const cell = given === 0 ? 0 : Math.floor((given * ONE) / (to - from));
      share[k] = (share[k] as number) + cell;
      posterior[t * classes + k] = known < 0 ? cell : known === k ? ONE : 0;
    }
  }
  return { posterior, share };
}

/**
 * Prior of every item: the class shares of the votes (+ 1/1000), the item's own committed prior where its gate is open,
 * or for gold everything on the known class. Shares: 5·10^6 items · 65,602 · 2^14 < 2^53 (EM has ≥ 2 answers an item).
 */
export function logPriors(input: RefereeInput, share: Float64Array, log: Int32Array): LogPrior {
  const { items, classes, gold, gate, prior } = input;
  const common = classPrior(share, items, log);
  if (gold === undefined && gate === undefined) return { rows: common, stride: 0 };
  const rows = new Int32Array(items * classes);
  for (let t = 0; t < items; t++) {
    const known = gold === undefined ? -1 : (gold[t] as number);
    const own = gate !== undefined && gate[t] === 1 ? prior : undefined;
    for (let k = 0; k < classes; k++) {
      const o = t * classes + k;
      if (known >= 0) rows[o] = known === k ? 0 : HARD;
      else if (own !== undefined) rows[o] = log[Math.max(1, (own[o] as number) >> 2)] as number;
      else rows[o] = common[k] as number;
    }
  }
  return { rows, stride: classes };
}

/** Log prior of a class share summed over the items (Q16, + 1/1000 an item), Q10 bits. */
export function classPrior(share: Float64Array, items: number, log: Int32Array): Int32Array {
  let total = 0;
  for (const cell of share) total += cell + SHARE_PRIOR * items;
  return Int32Array.from(share, (cell) => {
    const part = Math.floor(((cell + SHARE_PRIOR * items) * LOG_N) / total);
    return log[Math.max(1, part)] as number;
  });
}

/** Gives every item that has neither gold nor an open gate the prior `common`, in place. */
export function refreshPriors(
  { rows, stride }: LogPrior,
  { items, gold, gate }: RefereeInput,
  common: Int32Array,
): void {
  if (stride === 0) {
    rows.set(common);
    return;
  }
  for (let t = 0; t < items; t++) {
    const known = gold !== undefined && (gold[t] as number) >= 0;
    if (!known && !(gate !== undefined && gate[t] === 1)) rows.set(common, t * stride);
  }
}
