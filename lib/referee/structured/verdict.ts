import { ONE } from "../constants";
import { type AnswerIndex, type AnswerSpace, type StructuredInput, voiceOf } from "./input";
import { aboveChance, type Reliability } from "./reliability";
import { type Similarities, sameVoice } from "./similarity";

export type Verdict<Answer> = {
  /** [items] the merged answer, or gold. */
  readonly consensus: readonly Answer[];
  /** [items] Q16: how far the merged answer would be found again by others like these; gold is certain. */
  readonly certainty: Int32Array;
};

/** What the answers to every item amount to. */
export function findVerdict<Answer>(
  input: StructuredInput<Answer>,
  index: AnswerIndex,
  alike: Similarities,
  trust: Reliability,
  space: AnswerSpace<Answer>,
): Verdict<Answer> {
  const { items, gold, answer, annotator } = input;
  const certainty = new Int32Array(items);
  const consensus: Answer[] = [];
  for (let t = 0; t < items; t++) {
    if (gold?.has(t)) {
      consensus.push(gold.get(t) as Answer);
      certainty[t] = ONE;
      continue;
    }
    const from = index.start[t] as number;
    const votes = [...answer.slice(from, index.start[t + 1])].map((given, i) => ({
      answer: given,
      weightQ16: voiceOf(trust.weight, index, annotator, from + i),
    }));
    consensus.push(space.merge(votes));
    certainty[t] = certaintyOf(input, index, alike, trust, t);
  }
  return { consensus, certainty };
}

/**
 * Reliability of a merge of n answers from their mean agreement r above chance: n·r / (1 + (n − 1)·r) (Spearman 1910,
 * Brown 1910). r is the item's own weighted mean over pairs of different people, with one pair's weight of everybody's
 * agreement; n the effective number of voices, (Σ w)² / Σ w², one an identity cluster.
 * Bounds, weights cut to 8 bits: 2^15 pairs · 2^16 · 2^16 = 2^47; 16·(2^16)² = 2^36; n (Q4) · r · ONE ≤ 2^12·2^32.
 */
function certaintyOf(
  input: StructuredInput<unknown>,
  index: AnswerIndex,
  { pairs, base }: Similarities,
  { weight, agreement, chance, mode }: Reliability,
  t: number,
): number {
  if (mode === "unweighted") return 0;
  const from = index.start[t] as number;
  const n = (index.start[t + 1] as number) - from;
  const small = Array.from({ length: n }, (_, i) =>
    Math.max(1, voiceOf(weight, index, input.annotator, from + i) >> 8),
  );
  let sum = 0;
  let whole = 0;
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < i; j++) {
      if (sameVoice(input, input.annotator[from + i] as number, input.annotator[from + j] as number)) continue;
      const w = (small[i] as number) * (small[j] as number);
      sum += w * (pairs[(base[t] as number) + i * n + j] as number);
      whole += w;
    }
  }
  const voices = voicesOf(input, from, small);
  const mean = Math.floor(voices.reduce((a, w) => a + w, 0) / voices.length);
  const pair = Math.max(1, mean * mean);
  const r = aboveChance(Math.floor((sum + pair * agreement) / (whole + pair)), chance);
  const total = voices.reduce((a, w) => a + w, 0);
  const count = Math.floor((16 * total * total) / voices.reduce((a, w) => a + w * w, 0));
  return Math.floor((count * r * ONE) / (16 * ONE + (count - 16) * r));
}

/** The weights of the identity clusters that answered the item. */
function voicesOf({ annotator, cluster }: StructuredInput<unknown>, from: number, small: readonly number[]): number[] {
  if (cluster === undefined) return [...small];
  const found = new Map<number, number>();
  small.forEach((w, i) => {
    const c = cluster[annotator[from + i] as number] as number;
    found.set(c, w + (found.get(c) ?? 0));
  });
  return [...found.values()];
}
