import { ONE, ROUNDS, TOLERANCE } from "./constants";
import { DS_PAIR_CELLS, DS_RIGHT, DS_SPREAD } from "./dawid-skene-constants";
import { type DenseLoop, genericLoop } from "./dense-loop";
import { countCells, countStart } from "./dense-sweep";
import type { Consensus, Engine } from "./finding";
import type { RefereeInput, VoteIndex } from "./input";
import type { AnswerModel } from "./likelihood";
import { classPrior, logPriors, refreshPriors, voteShares } from "./start";
import { tables } from "./tables";
import { UNROLLED } from "./unrolled";

/*
 * Method `dawid-skene-1`: a full confusion matrix per annotator (A. P. Dawid and A. M. Skene, "Maximum likelihood
 * estimation of observer error-rates using the EM algorithm", Applied Statistics 28, 1979), on integers.
 *
 * T items, W annotators, K classes; votes i of annotator w to item t with label l. All quantities are integers, every
 * division floors a non-negative integer, `log` and `exp` are the referee's tables, ONE = 2^16.
 *
 *   start   posterior[t,k]   = floor(votes for k on t · ONE / votes on t); gold items one-hot       (as multi-coin)
 *   fewer than 2·T votes: that is the verdict, mode `majority`                                        (as multi-coin)
 *
 *   a round, at most ROUNDS = 50 of them:
 *   1       C[w,l,k]         = Σ posterior[t,k] over the votes of w with label l
 *   2       share[k]         = Σ_t posterior[t,k]                                    all items, gold one-hot
 *   3       spread           = floor(DS_SPREAD / K)                                  DS_SPREAD = 2^15
 *           N[w,k]           = Σ_l C[w,l,k] + K·spread + DS_RIGHT                    DS_RIGHT = 2·ONE
 *           chance[w,l,k]    = max(1, floor((C[w,l,k] + spread + (l = k ? DS_RIGHT : 0)) · ONE / N[w,k]))
 *           L[w,l,k]         = log[max(1, floor(chance[w,l,k] / 4))]
 *   4       prior[k]         = log[max(1, floor((share[k] + 66·T) · 2^14 / Σ_k (share[k] + 66·T)))]
 *           P[t,k]           = gold: 0 on the known class, HARD on the others; else gate[t] = 1: log[max(1, floor(prior[t,k] / 4))];
 *                              else prior[k]
 *   5       S[t,k]           = P[t,k] + Σ L[w,l,k] over the votes of t
 *           e[t,k]           = gap < EXP_N ? exp[gap] : 0, with gap = max_k S[t,·] − S[t,k]
 *           posterior[t,k]   = floor(e[t,k] · ONE / Σ_k e[t,k])
 *   stop when no cell of the posterior moved by more than TOLERANCE = 65.
 *
 * Published with it: skill[w,k] = chance[w,k,k] of the last round; tempering, entropy, credit and pay as in multi-coin, with
 * this chance and this L. The naming test and one-coin mode are multi-coin's alone: here what EM finds stands.
 *
 * Bounds: C·ONE ≤ (10^5 + 3)·2^32 < 2^49; share·2^14 ≤ 5·10^6·65,602·2^14 < 2^53 (two votes an item at least).
 * Only (annotator, label) pairs that occur are stored: [pairs × K], pairs ≤ min(votes, W·K).
 */

/** Rows of the pairs (annotator, label) that occur. */
type Pairs = {
  /** [answers] row of the answer's pair times the number of classes: where its cells begin. */
  readonly offset: Int32Array;
  /** [pairs] annotator·classes + label. */
  readonly pair: Int32Array;
};

type Table = {
  readonly pairs: Pairs;
  readonly counts: Int32Array | Float64Array;
  /** [pairs × classes] Q16, and its logarithm, Q10 bits. */
  readonly chance: Int32Array;
  readonly logChance: Int16Array;
  /** [annotators × classes] N[w,k], Q16 sums. */
  readonly seen: Float64Array;
};

/**
 * The truth by Dawid-Skene EM. `engine` picks the loop; `wide` is `generic` here. Throws a RangeError where the confusion
 * matrices are too large (`DS_PAIR_CELLS`).
 */
export function dawidSkene(input: RefereeInput, index: VoteIndex, engine: Engine = "auto"): Consensus {
  const { items, annotators, classes } = input;
  const { log, exp } = tables();
  const { posterior, share } = voteShares(input, index);
  const prior = logPriors(input, share, log);
  const table = newTable(input, index);
  const loop: DenseLoop = (engine === "auto" ? UNROLLED[classes] : undefined) ?? genericLoop;
  const { pairs, counts, logChance } = table;
  countStart(input, index.start, pairs.offset, posterior, counts);
  let rounds = 0;
  let move = TOLERANCE + 1;
  while (rounds < ROUNDS && move > TOLERANCE) {
    confusions(annotators, classes, table, log);
    refreshPriors(prior, input, classPrior(classShares(posterior, classes), items, log));
    const { rows, stride } = prior;
    move = loop(items, classes, index.start, pairs.offset, rows, stride, logChance, counts, posterior, exp);
    rounds++;
  }
  const skill = diagonal(annotators, classes, table);
  return { mode: "dawid-skene", posterior, index, rounds, model: { answers: modelOf(table, classes), skill, prior } };
}

function newTable(input: RefereeInput, { answers }: VoteIndex): Table {
  const { annotators, classes } = input;
  const pairs = pairsOf(input);
  const cells = pairs.pair.length * classes;
  return {
    pairs,
    counts: countCells(cells, answers),
    chance: new Int32Array(cells),
    logChance: new Int16Array(cells),
    seen: new Float64Array(annotators * classes),
  };
}

/** Numbers the pairs that occur in the order of (annotator, label). */
function pairsOf({ annotator, label, annotators, classes }: RefereeInput): Pairs {
  demandCells(annotators * classes);
  const row = new Int32Array(annotators * classes);
  for (let i = 0; i < annotator.length; i++) row[(annotator[i] as number) * classes + (label[i] as number)] = 1;
  const pairs = row.reduce((sum, occurs) => sum + occurs, 0);
  demandCells(pairs * classes);
  const pair = new Int32Array(pairs);
  let next = 0;
  for (let at = 0; at < row.length; at++) {
    if (row[at] === 0) continue;
    pair[next] = at;
    row[at] = next++;
  }
  const offset = annotator.map((w, i) => (row[w * classes + (label[i] as number)] as number) * classes);
  return { offset, pair };
}

function demandCells(cells: number): void {
  if (cells > DS_PAIR_CELLS) {
    throw new RangeError(
      `referee: dawid-skene holds a matrix of classes × classes per annotator; ${cells} cells are more than ${DS_PAIR_CELLS}. Use multi-coin.`,
    );
  }
}

/** Steps 1 to 3: `counts` into `chance` and `logChance`. */
function confusions(annotators: number, classes: number, table: Table, log: Int32Array): void {
  const { pairs, counts, chance, logChance, seen } = table;
  const spread = Math.floor(DS_SPREAD / classes);
  seen.fill(classes * spread + DS_RIGHT, 0, annotators * classes);
  pairs.pair.forEach((pair, row) => {
    const v = pair - (pair % classes);
    for (let k = 0; k < classes; k++) seen[v + k] = (seen[v + k] as number) + (counts[row * classes + k] as number);
  });
  pairs.pair.forEach((pair, row) => {
    const label = pair % classes;
    const v = pair - label;
    for (let k = 0; k < classes; k++) {
      const at = row * classes + k;
      const cell = (counts[at] as number) + spread + (label === k ? DS_RIGHT : 0);
      const q16 = Math.max(1, Math.floor((cell * ONE) / (seen[v + k] as number)));
      chance[at] = q16;
      logChance[at] = log[Math.max(1, q16 >> 2)] as number;
    }
  });
}

function classShares(posterior: Int32Array, classes: number): Float64Array {
  const share = new Float64Array(classes);
  for (let o = 0; o < posterior.length; o += classes) {
    for (let k = 0; k < classes; k++) share[k] = (share[k] as number) + (posterior[o + k] as number);
  }
  return share;
}

/** chance[w,k,k] of everybody; where w never said k, what the pseudo-answers alone give. */
function diagonal(annotators: number, classes: number, { pairs, chance, seen }: Table): Int32Array {
  const right = Math.floor(DS_SPREAD / classes) + DS_RIGHT;
  const skill = new Int32Array(annotators * classes);
  for (let v = 0; v < skill.length; v++) skill[v] = Math.max(1, Math.floor((right * ONE) / (seen[v] as number)));
  pairs.pair.forEach((pair, row) => {
    skill[pair] = chance[row * classes + (pair % classes)] as number;
  });
  return skill;
}

function modelOf({ pairs, chance, logChance }: Table, classes: number): AnswerModel {
  const { offset } = pairs;
  return {
    addAnswer(into, o, i, sign) {
      const at = offset[i] as number;
      for (let k = 0; k < classes; k++) into[o + k] = (into[o + k] as number) + sign * (logChance[at + k] as number);
    },
    chance: (i, k) => chance[(offset[i] as number) + k] as number,
  };
}
