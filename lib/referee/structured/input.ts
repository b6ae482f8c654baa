import { LIMIT } from "./constants";

/**
 * Answers that are no classes, in canonical order: sorted by (item, annotator), one per pair, dense ids that are ranks of
 * the sorted names. What an answer is only its `AnswerSpace` knows.
 */
export type StructuredInput<Answer> = {
  readonly item: Int32Array;
  readonly annotator: Int32Array;
  readonly answer: readonly Answer[];
  readonly items: number;
  readonly annotators: number;
  /** Item → the known answer. */
  readonly gold?: ReadonlyMap<number, Answer> | undefined;
  /** [answers] the suggestion that was on the screen when the answer was given; undefined where none was. */
  readonly shown?: readonly (Answer | undefined)[] | undefined;
  /** [annotators] identity cluster: answers of one's own cluster never confirm one's answer. */
  readonly cluster?: Int32Array | undefined;
  /** [annotators] Q10: the mean score an annotator brings along; 0 for a new one. */
  readonly standing?: Int32Array | undefined;
};

/** What a task type says about its answers, its config closed over. */
export type AnswerSpace<Answer> = {
  /** Integer Q16: 0 = the same, 65536 = nothing in common. Symmetric. */
  distance(a: Answer, b: Answer): number;
  /** The one answer these amount to; the same whenever the votes are. */
  merge(votes: readonly { readonly answer: Answer; readonly weightQ16: number }[]): Answer;
};

/** Where each item's answers begin, and each annotator's answers in the order of their items. */
export type AnswerIndex = {
  /** [items + 1] answers of item t are start[t] .. start[t + 1] - 1. */
  readonly start: Int32Array;
  /** [annotators] answers given. */
  readonly answers: Int32Array;
  /** [annotators + 1] and [answers]: annotator w gave own[ownStart[w]] .. own[ownStart[w + 1] - 1]. */
  readonly ownStart: Int32Array;
  readonly own: Int32Array;
  /** [answers] answers of the same identity cluster to the same item, itself too: they share one voice. */
  readonly voices: Int32Array;
};

/**
 * Proves what the arithmetic rests on: canonical order, ids in range, sizes within `LIMIT`. Throws a RangeError naming the
 * first rule that is broken.
 */
export function checkStructured<Answer>(input: StructuredInput<Answer>): AnswerIndex {
  const { item, annotator, answer, items, annotators, gold, shown, cluster, standing } = input;
  const votes = item.length;
  demand(annotator.length === votes && answer.length === votes, "item, annotator and answer differ in length");
  demand(votes >= 1 && votes <= LIMIT.answers, "1..10^6 answers");
  demand(items >= 1 && items <= votes, "more items than answers");
  demand(annotators >= 1 && annotators <= votes, "more annotators than answers");
  demand(
    [...(gold?.keys() ?? [])].every((t) => t >= 0 && t < items),
    "gold for an item that has no answer",
  );
  demand(shown === undefined || shown.length === votes, "one suggestion, or none, an answer");
  demand(cluster === undefined || cluster.length === annotators, "one cluster an annotator");
  demand(cluster === undefined || cluster.every((c) => c >= 0 && c < annotators), "cluster id out of range");
  demand(standing === undefined || standing.length === annotators, "one standing an annotator");
  demand(standing === undefined || standing.every((s) => Math.abs(s) <= LIMIT.standing), "standing out of range");
  return indexOf(input);
}

function demand(holds: boolean, rule: string): void {
  if (!holds) throw new RangeError(`referee: ${rule}`);
}

function indexOf(input: StructuredInput<unknown>): AnswerIndex {
  const { item, annotator, items, annotators } = input;
  const start = new Int32Array(items + 1);
  const answers = new Int32Array(annotators);
  for (let i = 0; i < item.length; i++) {
    const t = item[i] as number;
    const w = annotator[i] as number;
    demand(t >= 0 && t < items && w >= 0 && w < annotators, "id out of range");
    const follows = i === 0 || t > (item[i - 1] as number) || (t === item[i - 1] && w > (annotator[i - 1] as number));
    demand(follows, "answers are not in canonical order");
    start[t + 1] = (start[t + 1] as number) + 1;
    answers[w] = (answers[w] as number) + 1;
  }
  let pairs = 0;
  for (let t = 1; t <= items; t++) {
    const n = start[t] as number;
    demand(n >= 1 && n <= LIMIT.perItem, `1..${LIMIT.perItem} answers an item`);
    pairs += n * n;
    start[t] = (start[t - 1] as number) + n;
  }
  demand(pairs <= LIMIT.pairs, "too many answers to the same items");
  demand(
    answers.every((n) => n >= 1 && n <= LIMIT.perAnnotator),
    "1..10^5 answers an annotator",
  );
  return { start, answers, ...ownAnswers(annotator, answers), voices: sharedVoices(input, start) };
}

function ownAnswers(annotator: Int32Array, answers: Int32Array): Pick<AnswerIndex, "own" | "ownStart"> {
  const ownStart = new Int32Array(answers.length + 1);
  for (let w = 0; w < answers.length; w++) ownStart[w + 1] = (ownStart[w] as number) + (answers[w] as number);
  const next = ownStart.slice();
  const own = new Int32Array(annotator.length);
  annotator.forEach((w, i) => {
    own[next[w] as number] = i;
    next[w] = (next[w] as number) + 1;
  });
  return { ownStart, own };
}

function sharedVoices({ item, annotator, items, cluster }: StructuredInput<unknown>, start: Int32Array): Int32Array {
  const voices = new Int32Array(item.length).fill(1);
  if (cluster === undefined) return voices;
  for (let t = 0; t < items; t++) {
    const clusters = Array.from(annotator.subarray(start[t], start[t + 1]), (w) => cluster[w] as number);
    clusters.forEach((c, i) => {
      voices[(start[t] as number) + i] = clusters.filter((other) => other === c).length;
    });
  }
  return voices;
}

/** The weight of answer i: its annotator's, divided among its cluster's answers to the item; never nothing. */
export const voiceOf = (weight: Int32Array, { voices }: AnswerIndex, annotator: Int32Array, i: number): number =>
  Math.max(1, Math.floor((weight[annotator[i] as number] as number) / (voices[i] as number)));
