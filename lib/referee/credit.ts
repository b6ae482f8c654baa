import { LOG_MIN, LOG_N } from "./constants";
import type { Consensus } from "./finding";
import type { RefereeInput } from "./input";
import type { AnswerModel } from "./likelihood";
import type { LogPrior } from "./start";
import { tables } from "./tables";
import { entropies, largest, shrink, softmax } from "./temper";

export type Credit = {
  /** [items × classes] Q16: the calibrated posterior, the one to publish. Its best class is the posterior's. */
  readonly tempered: Int32Array;
  /** [items] Q10 bits, of the tempered posterior. */
  readonly entropy: Int32Array;
  /** [answers] Q10 bits within ± log2(classes): what the answer says about the truth that others confirm. */
  readonly score: Int32Array;
  /** [classes] Q16: mean posterior over the items. */
  readonly mean: Int32Array;
  /**
   * [answers] Q16: chance that the given label is right by the other clusters' answers and gold, tempered like `q` below; 0
   * where there are none. Only where it was asked for: it serves one pay rule.
   */
  readonly agreement?: Int32Array | undefined;
};

/**
 * Tempered posterior and the credit of every answer.
 *
 * An answer x of annotator w to item t scores log2[ Σ_k q(k)·π_w(x|k) / Σ_k p(k)·π_w(x|k) ]: q is the item's posterior
 * without the answers of w's identity cluster, p the mean posterior, or the suggestion that w saw. So what everybody
 * says, and what the model already said, earns nothing. 0 where no other cluster answered and no gold is known.
 * `tau` (Q10, 0..1024) shrinks evidence: for publication all of it, for credit the other answers' only, never the prior.
 */
export function scoreAnswers(
  input: RefereeInput,
  { posterior, index, model }: Consensus,
  tau: number,
  wantsAgreement = false,
): Credit {
  checkTau(tau);
  const { item, items, classes } = input;
  const { log, exp } = tables();
  const mean = meanPosterior(posterior, items, classes);
  const score = new Int32Array(item.length);
  const tempered = posterior.slice();
  const agreement = wantsAgreement ? new Int32Array(item.length) : undefined;
  if (model !== undefined) {
    const { answers, prior } = model;
    const desk: Desk = { input, answers, prior, tau, mean, log, exp, score, agreement, ...scratch(input) };
    for (let t = 0; t < items; t++) {
      const from = index.start[t] as number;
      const to = index.start[t + 1] as number;
      gatherEvidence(desk, from, to);
      temperItem(desk, t, tempered);
      for (let i = from; i < to; i++) scoreAnswer(desk, t, i, to - from);
      clearClusters(desk, from, to);
    }
  }
  return { tempered, entropy: entropies(tempered, items, classes, log), score, mean, agreement };
}

/** Throws a RangeError when `tau` is no tempering. */
export function checkTau(tau: number): void {
  if (!(Number.isInteger(tau) && tau >= 0 && tau <= 1024)) throw new RangeError("referee: tau is an integer 0..1024");
}

/** What scoring one item needs at hand; the arrays are reused from item to item. */
type Desk = {
  readonly input: RefereeInput;
  readonly answers: AnswerModel;
  readonly prior: LogPrior;
  readonly tau: number;
  readonly mean: Int32Array;
  readonly log: Int32Array;
  readonly exp: Int32Array;
  readonly score: Int32Array;
  readonly agreement: Int32Array | undefined;
  /** [classes] log-likelihood of all answers to the item. */
  readonly evidence: Int32Array;
  /** [classes] the same without one's own cluster. */
  readonly others: Int32Array;
  readonly row: Float64Array;
  /** [clusters × classes] and [clusters]: each cluster's part in the item; empty without clusters. */
  readonly clusterEvidence: Int32Array;
  readonly clusterAnswers: Int32Array;
};

function scratch({ classes, cluster, annotators }: RefereeInput) {
  const clusters = cluster === undefined ? 0 : annotators;
  return {
    evidence: new Int32Array(classes),
    others: new Int32Array(classes),
    row: new Float64Array(classes),
    clusterEvidence: new Int32Array(clusters * classes),
    clusterAnswers: new Int32Array(clusters),
  };
}

function meanPosterior(posterior: Int32Array, items: number, classes: number): Int32Array {
  const sums = new Float64Array(classes);
  for (let o = 0; o < posterior.length; o += classes) {
    for (let k = 0; k < classes; k++) sums[k] = (sums[k] as number) + (posterior[o + k] as number);
  }
  return Int32Array.from(sums, (sum) => Math.floor(sum / items));
}

function gatherEvidence(desk: Desk, from: number, to: number): void {
  const { input, answers, evidence, clusterEvidence, clusterAnswers } = desk;
  const { annotator, classes, cluster } = input;
  evidence.fill(0);
  for (let i = from; i < to; i++) {
    answers.addAnswer(evidence, 0, i, 1);
    if (cluster === undefined) continue;
    const c = cluster[annotator[i] as number] as number;
    answers.addAnswer(clusterEvidence, c * classes, i, 1);
    clusterAnswers[c] = (clusterAnswers[c] as number) + 1;
  }
}

function clearClusters({ input, clusterEvidence, clusterAnswers }: Desk, from: number, to: number): void {
  const { annotator, classes, cluster } = input;
  if (cluster === undefined) return;
  for (let i = from; i < to; i++) {
    const c = cluster[annotator[i] as number] as number;
    clusterAnswers[c] = 0;
    clusterEvidence.fill(0, c * classes, (c + 1) * classes);
  }
}

/** tau on the distance to the best score: monotone, so the label stays. */
function temperItem({ input, prior, tau, evidence, row, exp }: Desk, t: number, tempered: Int32Array): void {
  const { classes } = input;
  const o = t * prior.stride;
  for (let k = 0; k < classes; k++) row[k] = (prior.rows[o + k] as number) + (evidence[k] as number);
  const best = largest(row);
  for (let k = 0; k < classes; k++) row[k] = -shrink(best - (row[k] as number), tau);
  softmax(row, exp);
  for (let k = 0; k < classes; k++) tempered[t * classes + k] = row[k] as number;
}

function scoreAnswer(desk: Desk, t: number, i: number, given: number): void {
  const { input, answers, prior, tau, evidence, others, row, clusterEvidence, clusterAnswers, exp } = desk;
  const { annotator, classes, cluster, gold } = input;
  const c = cluster === undefined ? -1 : (cluster[annotator[i] as number] as number);
  const peers = given - (c < 0 ? 1 : (clusterAnswers[c] as number));
  if (peers === 0 && (gold === undefined || (gold[t] as number) < 0)) return;
  others.set(evidence);
  if (c < 0) answers.addAnswer(others, 0, i, -1);
  else {
    for (let k = 0; k < classes; k++) {
      others[k] = (others[k] as number) - (clusterEvidence[c * classes + k] as number);
    }
  }
  const best = largest(others);
  const o = t * prior.stride;
  for (let k = 0; k < classes; k++) row[k] = (prior.rows[o + k] as number) - shrink(best - (others[k] as number), tau);
  softmax(row, exp);
  if (desk.agreement) desk.agreement[i] = row[input.label[i] as number] as number;
  desk.score[i] = pointwiseInformation(desk, i);
}

/** log2 of (chance of the answer under `row`) / (chance under the reference), Q10 bits, by two look-ups; exactly 0 when equal. */
function pointwiseInformation({ input, answers, row, mean, log }: Desk, i: number): number {
  const { classes, seen, suggestions } = input;
  const shown = seen === undefined || suggestions === undefined ? -1 : (seen[i] as number);
  const reference = shown < 0 || suggestions === undefined ? mean : suggestions;
  const o = shown < 0 ? 0 : shown * classes;
  let confirmed = 0;
  let expected = 0;
  for (let k = 0; k < classes; k++) {
    const chance = answers.chance(i, k);
    confirmed += (row[k] as number) * chance;
    expected += (reference[o + k] as number) * chance;
  }
  const both = Math.max(1, confirmed + expected);
  const gain =
    (log[Math.max(1, Math.floor((confirmed * LOG_N) / both))] as number) -
    (log[Math.max(1, Math.floor((expected * LOG_N) / both))] as number);
  const limit = (log[classes] as number) - LOG_MIN;
  return Math.max(-limit, Math.min(limit, gain));
}
