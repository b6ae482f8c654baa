import { ONE, ONE_COIN_SHRINKAGE, POOL_DIAGONAL, POOL_PRIOR, POOL_SCALE, SHRINKAGE, SKILL_MIN } from "./constants";

/** Soft counts of one EM round, Q16 sums. */
export type Counts = {
  /** [annotators × classes] answers k given when the truth is k. */
  readonly right: Float64Array;
  /** [annotators × classes] answers of any class given when the truth is k. */
  readonly seen: Float64Array;
  /** [label × class] over all annotators. */
  readonly pool: Float64Array;
};

/**
 * What the counts say about the annotators: a coin per annotator and true class and one pool of errors for all, or
 * (`maximiseOneCoin`) the same coin for all classes and errors spread evenly.
 */
export type Coins = {
  /** [annotators × classes] Q16: chance that the annotator names class k when it is k. */
  readonly skill: Int32Array;
  /** [annotators × classes] Q10 bits: log2 of skill, and of its complement. */
  readonly logHit: Int32Array;
  readonly logMiss: Int32Array;
  /** [label × class] Q16: share of a label among the errors made on a class; 0 on the diagonal. */
  readonly error: Int32Array;
  /** [label × class] Q10 bits. */
  readonly logError: Int32Array;
};

export const newCounts = (annotators: number, classes: number): Counts => ({
  right: new Float64Array(annotators * classes),
  seen: new Float64Array(annotators * classes),
  pool: new Float64Array(classes * classes),
});

export const newCoins = (annotators: number, classes: number): Coins => ({
  skill: new Int32Array(annotators * classes),
  logHit: new Int32Array(annotators * classes),
  logMiss: new Int32Array(annotators * classes),
  error: new Int32Array(classes * classes),
  logError: new Int32Array(classes * classes),
});

/**
 * The M step: `counts` into `coins`. `counts.pool` is used up.
 * Bounds: right·ONE ≤ 10^5·2^32 < 2^49; pool/256·ONE ≤ 10^7·2^24 < 2^48 (without the 256 it would pass 2^53 at two
 * million answers of one class). `Math.floor(a / b)` is exact for integers 0 ≤ a < 2^53, b ≥ 1.
 */
export function maximise(annotators: number, classes: number, counts: Counts, coins: Coins, log: Int32Array): void {
  const meanPool = poolErrors(classes, counts.pool, coins, log);
  for (let w = 0; w < annotators; w++) annotatorSkill(w * classes, classes, counts, coins, meanPool, log);
}

/**
 * The M step with one coin an annotator: `skill` is its share of right answers, whatever the truth, and every wrong label
 * is as likely as any other. No class can then become a place for other classes' items.
 * Bounds: right·ONE ≤ 10^5·2^32 < 2^49; all right answers/256·ONE ≤ 10^7·2^24 < 2^48.
 */
export function maximiseOneCoin(
  annotators: number,
  classes: number,
  counts: Pick<Counts, "right" | "seen">,
  coins: Coins,
  log: Int32Array,
): void {
  const mean = shareRight(sumOf(counts.right, 0, counts.right.length), sumOf(counts.seen, 0, counts.seen.length));
  evenErrors(classes, coins, log);
  for (let w = 0; w < annotators; w++) oneCoin(w * classes, classes, counts, coins, mean, log);
}

/** The one coin of the annotator whose cells begin at `o`, shrunk to everybody's share of right answers (`mean`, Q16). */
export function oneCoin(
  o: number,
  classes: number,
  { right, seen }: Pick<Counts, "right" | "seen">,
  coins: Coins,
  mean: number,
  log: Int32Array,
): void {
  const rightSum = sumOf(right, o, o + classes);
  const seenSum = sumOf(seen, o, o + classes);
  const coin = Math.floor((rightSum * ONE + ONE_COIN_SHRINKAGE * mean) / (seenSum + ONE_COIN_SHRINKAGE));
  for (let k = o; k < o + classes; k++) setSkill(coins, k, coin, log);
}

/** Everybody's share of right answers, Q16, from the sums of all right and of all answers. */
export function shareRight(right: number, seen: number): number {
  const all = Math.floor(seen / POOL_SCALE);
  return Math.floor((Math.floor(right / POOL_SCALE) * ONE) / Math.max(1, all));
}

function evenErrors(classes: number, { error, logError }: Coins, log: Int32Array): void {
  const even = Math.floor(ONE / (classes - 1));
  for (let l = 0; l < classes; l++) {
    for (let k = 0; k < classes; k++) {
      const share = l === k ? 0 : even;
      error[l * classes + k] = share;
      logError[l * classes + k] = log[Math.max(1, share >> 2)] as number;
    }
  }
}

function sumOf(cells: Float64Array, from: number, to: number): number {
  let sum = 0;
  for (let i = from; i < to; i++) sum += cells[i] as number;
  return sum;
}

function setSkill({ skill, logHit, logMiss }: Coins, at: number, chance: number, log: Int32Array): void {
  const clipped = Math.min(ONE - SKILL_MIN, Math.max(SKILL_MIN, chance));
  skill[at] = clipped;
  logHit[at] = log[clipped >> 2] as number;
  logMiss[at] = log[(ONE - clipped) >> 2] as number;
}

/** Error shares of each class; uses `pool` up; returns the mean share of right answers over the classes, Q16. */
export function poolErrors(
  classes: number,
  pool: Float64Array,
  { error, logError }: Pick<Coins, "error" | "logError">,
  log: Int32Array,
): number {
  let sum = 0;
  for (let k = 0; k < classes; k++) {
    let all = 0;
    for (let l = 0; l < classes; l++) {
      const cell = (pool[l * classes + k] as number) + POOL_PRIOR + (l === k ? POOL_DIAGONAL : 0);
      const scaled = Math.floor(cell / POOL_SCALE);
      pool[l * classes + k] = scaled;
      all += scaled;
    }
    const right = pool[k * classes + k] as number;
    sum += Math.floor((right * ONE) / all);
    for (let l = 0; l < classes; l++) {
      const cell = pool[l * classes + k] as number;
      const share = l === k ? 0 : Math.floor((cell * ONE) / (all - right));
      error[l * classes + k] = share;
      logError[l * classes + k] = log[Math.max(1, share >> 2)] as number;
    }
  }
  return Math.floor(sum / classes);
}

/** Skill per class of the annotator whose cells begin at `o`, shrunk to its overall accuracy, itself shrunk to everybody's. */
export function annotatorSkill(
  o: number,
  classes: number,
  { right, seen }: Pick<Counts, "right" | "seen">,
  coins: Coins,
  meanPool: number,
  log: Int32Array,
): void {
  const rightSum = sumOf(right, o, o + classes);
  const seenSum = sumOf(seen, o, o + classes);
  const accuracy = Math.floor((rightSum * ONE + SHRINKAGE * meanPool) / (seenSum + SHRINKAGE));
  for (let k = o; k < o + classes; k++) {
    const raw = Math.floor(((right[k] as number) * ONE + SHRINKAGE * accuracy) / ((seen[k] as number) + SHRINKAGE));
    setSkill(coins, k, raw, log);
  }
}
