import { ONE } from "../constants";
import { MIN_ANSWERS_PER_ITEM, ODDS, ROUNDS, SHRINKAGE, TOLERANCE, WEIGHT_MIN } from "./constants";
import { type AnswerIndex, type AnswerSpace, type StructuredInput, voiceOf } from "./input";
import { probes, type Similarities, sameVoice, similarity } from "./similarity";

export type Mode = "weighted" | "unweighted";

/** How far each annotator is trusted. */
export type Reliability = {
  readonly mode: Mode;
  readonly rounds: number;
  /** [annotators] Q16, WEIGHT_MIN..ONE; all ONE in unweighted mode. */
  readonly weight: Int32Array;
  /** Mean agreement of an answer with the others of its item, and of an annotator's other answers with them, Q16. */
  readonly agreement: number;
  readonly chance: number;
};

/**
 * Weights by fixed-point rounds. An answer agrees as far as it is like the other answers to its item, each counted by its
 * annotator's weight (on gold items: as far as it is like gold); an annotator's skill is its mean agreement corrected for
 * chance as Cohen's kappa is, chance being what its own answers to other items would have got there; and its weight is
 * the odds of that. Answers of one's own identity cluster count for nothing; those of another share one voice.
 *
 * The family is RASA and HRRASA (Li, Kang, Fang: https://arxiv.org/abs/2011.06833 and the works it names; crowd-kit's
 * `aggregation.embeddings`), with similarities where those need embeddings. Own answers as the measure of chance:
 * Dasgupta, Ghosh (2013), "Crowdsourced judgement elicitation with endogenous proficiency".
 *
 * Bounds: Σ weight·similarity ≤ 256·2^32 = 2^40; sums per annotator ≤ 10^5·2^16; all agreements ≤ 10^6·2^16.
 */
export function findReliability<Answer>(
  input: StructuredInput<Answer>,
  index: AnswerIndex,
  alike: Similarities,
  space: AnswerSpace<Answer>,
): Reliability {
  const { annotators, item, items } = input;
  const weight = new Int32Array(annotators).fill(ONE);
  const flat = { mode: "unweighted", rounds: 0, weight, agreement: 0, chance: 0 } as const;
  if (item.length < MIN_ANSWERS_PER_ITEM * items) return flat;
  const agreed = new Int32Array(item.length);
  agree(input, index, alike, weight, agreed);
  const base = meansOf(input, baselines(input, index, space), agreed);
  let means = meansOf(input, agreed, agreed);
  let rounds = 0;
  while (rounds < ROUNDS) {
    rounds++;
    const move = reweigh(weight, means.each, base.each);
    agree(input, index, alike, weight, agreed);
    means = meansOf(input, agreed, agreed);
    if (move <= TOLERANCE) break;
  }
  return { mode: "weighted", rounds, weight, agreement: means.all, chance: base.all };
}

/** Every answer's weighted agreement with the others of its item, Q16; -1 where there is nobody to agree with. */
function agree(
  input: StructuredInput<unknown>,
  index: AnswerIndex,
  { pairs, base, gold }: Similarities,
  weight: Int32Array,
  agreed: Int32Array,
): void {
  const { item, annotator } = input;
  for (let i = 0; i < item.length; i++) {
    const t = item[i] as number;
    if ((gold[i] as number) >= 0) {
      agreed[i] = gold[i] as number;
      continue;
    }
    const from = index.start[t] as number;
    const n = (index.start[t + 1] as number) - from;
    const row = (base[t] as number) + (i - from) * n;
    let sum = 0;
    let whole = 0;
    for (let j = 0; j < n; j++) {
      const peer = annotator[from + j] as number;
      if (sameVoice(input, peer, annotator[i] as number)) continue;
      const w = voiceOf(weight, index, annotator, from + j);
      sum += w * (pairs[row + j] as number);
      whole += w;
    }
    agreed[i] = whole === 0 ? -1 : Math.floor(sum / whole);
  }
}

/** What each annotator's other answers would have got on an item: their mean similarity to one peer's answer each, or to gold. */
function baselines<Answer>(input: StructuredInput<Answer>, index: AnswerIndex, space: AnswerSpace<Answer>): Int32Array {
  const { item, annotator, answer, gold } = input;
  return Int32Array.from(item, (t, i) => {
    const from = index.start[t] as number;
    const to = index.start[t + 1] as number;
    const peers: Answer[] = [];
    if (gold?.has(t)) peers.push(gold.get(t) as Answer);
    else {
      for (let j = from; j < to; j++) {
        const peer = annotator[j] as number;
        if (!sameVoice(input, peer, annotator[i] as number)) peers.push(answer[j] as Answer);
      }
    }
    const others = peers.length === 0 ? [] : probes(input, index, i);
    let sum = 0;
    others.forEach((probe, k) => {
      sum += similarity(space, answer[probe] as Answer, peers[(i - from + k) % peers.length] as Answer);
    });
    return others.length === 0 ? 0 : Math.floor(sum / others.length);
  });
}

/** Means over the answers that have somebody to agree with: of all, and of each annotator, shrunk to it. */
function meansOf({ annotator, annotators }: StructuredInput<unknown>, value: Int32Array, agreed: Int32Array) {
  const sum = new Float64Array(annotators);
  const count = new Int32Array(annotators);
  let total = 0;
  let judged = 0;
  for (let i = 0; i < value.length; i++) {
    if ((agreed[i] as number) < 0) continue;
    const w = annotator[i] as number;
    sum[w] = (sum[w] as number) + (value[i] as number);
    count[w] = (count[w] as number) + 1;
    total += value[i] as number;
    judged++;
  }
  const all = judged === 0 ? 0 : Math.floor(total / judged);
  const each = Int32Array.from(sum, (own, w) =>
    Math.floor((own + SHRINKAGE * all) / ((count[w] as number) + SHRINKAGE)),
  );
  return { all, each };
}

/** New weights, half way from the old ones; returns how far the farthest moved. */
function reweigh(weight: Int32Array, agreement: Int32Array, chance: Int32Array): number {
  let move = 0;
  for (let w = 0; w < weight.length; w++) {
    const skill = aboveChance(agreement[w] as number, chance[w] as number);
    const odds = Math.floor((skill * ONE) / (ODDS * (ONE - skill) + skill));
    const before = weight[w] as number;
    const now = Math.max(WEIGHT_MIN, (before + odds) >> 1);
    move = Math.max(move, Math.abs(now - before));
    weight[w] = now;
  }
  return move;
}

/** (agreement − chance) / (1 − chance), Q16, not below 0. */
export const aboveChance = (agreement: number, chance: number): number =>
  chance >= ONE ? 0 : Math.floor((Math.max(0, agreement - chance) * ONE) / (ONE - chance));
