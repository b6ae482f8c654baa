import { ONE } from "../constants";
import { SHRINKAGE } from "./constants";
import { type AnswerIndex, type AnswerSpace, type StructuredInput, voiceOf } from "./input";
import type { Reliability } from "./reliability";
import { probes, sameVoice, similarity } from "./similarity";

export type StructuredCredit = {
  /** [answers] Q10 within ±1024: how much more the answer is like what the others make of the item than its annotator's other answers, or the suggestion it saw, are. */
  readonly score: Int32Array;
  /** [answers] Q16: similarity to what the others make of the item; 0 where there is nobody. */
  readonly agreement: Int32Array;
  /** [annotators] Q16: mean similarity of its answers to what the others make of their items, shrunk to everybody's. */
  readonly reliability: Int32Array;
};

/**
 * The credit of every answer, leave-one-out: similarity to the merge of the answers of other identity clusters (or to
 * gold), less the mean similarity to it of a few of the annotator's own answers to other items, or less the suggestion's that was on
 * the screen, whichever is more. So one and the same answer to everything, dice, and what the suggestion said already earn
 * nothing on average; nor does an answer that nobody else's confirms.
 */
export function creditAnswers<Answer>(
  input: StructuredInput<Answer>,
  index: AnswerIndex,
  { mode, weight }: Reliability,
  space: AnswerSpace<Answer>,
): StructuredCredit {
  const { item, annotators, annotator, answer, shown } = input;
  const score = new Int32Array(item.length);
  const agreement = new Int32Array(item.length);
  const sum = new Float64Array(annotators);
  const count = new Int32Array(annotators);
  let total = 0;
  let judged = 0;
  for (let i = 0; i < item.length && mode === "weighted"; i++) {
    const truth = truthWithout(input, index, weight, space, i);
    if (truth === undefined) continue;
    const alike = similarity(space, answer[i] as Answer, truth.answer);
    const others = probes(input, index, i);
    const own = others.reduce((a, j) => a + similarity(space, answer[j] as Answer, truth.answer), 0);
    const suggested = shown?.[i];
    const anyway = Math.max(
      Math.floor(own / Math.max(1, others.length)),
      suggested === undefined ? 0 : similarity(space, suggested, truth.answer),
    );
    score[i] = (alike >> 6) - (anyway >> 6);
    agreement[i] = alike;
    const w = annotator[i] as number;
    sum[w] = (sum[w] as number) + alike;
    count[w] = (count[w] as number) + 1;
    total += alike;
    judged++;
  }
  const all = judged === 0 ? 0 : Math.floor(total / judged);
  const reliability = Int32Array.from(sum, (own, w) =>
    Math.min(ONE, Math.floor((own + SHRINKAGE * all) / ((count[w] as number) + SHRINKAGE))),
  );
  return { score, agreement, reliability };
}

/** Gold, or the merge of the answers of other clusters; undefined where there is neither. */
function truthWithout<Answer>(
  input: StructuredInput<Answer>,
  index: AnswerIndex,
  weight: Int32Array,
  space: AnswerSpace<Answer>,
  i: number,
): { readonly answer: Answer } | undefined {
  const { item, annotator, answer, gold } = input;
  const t = item[i] as number;
  if (gold?.has(t)) return { answer: gold.get(t) as Answer };
  const votes: { answer: Answer; weightQ16: number }[] = [];
  for (let j = index.start[t] as number; j < (index.start[t + 1] as number); j++) {
    const peer = annotator[j] as number;
    if (sameVoice(input, peer, annotator[i] as number)) continue;
    votes.push({ answer: answer[j] as Answer, weightQ16: voiceOf(weight, index, annotator, j) });
  }
  return votes.length === 0 ? undefined : { answer: space.merge(votes) };
}
