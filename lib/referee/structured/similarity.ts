import { ONE } from "../constants";
import { PROBES } from "./constants";
import type { AnswerIndex, AnswerSpace, StructuredInput } from "./input";

/** How alike two answers are, Q16: one less their distance. Throws a RangeError where the distance is no integer Q16. */
export function similarity<Answer>(space: AnswerSpace<Answer>, a: Answer, b: Answer): number {
  if (a === b) return ONE;
  const distance = space.distance(a, b);
  if (Number.isInteger(distance) && distance >= 0 && distance <= ONE) return ONE - distance;
  throw new RangeError(`referee: a distance is an integer 0..${ONE}, not ${distance}`);
}

/** Similarities within every item, Q16; on gold items each answer's similarity to the known one besides. */
export type Similarities = {
  /** [Σ n²] of item t, n answers: row i, column j at base[t] + i·n + j. */
  readonly pairs: Int32Array;
  readonly base: Int32Array;
  /** [answers] similarity to the item's gold, or -1. */
  readonly gold: Int32Array;
};

export function similarities<Answer>(
  { item, answer, items, gold }: StructuredInput<Answer>,
  { start }: AnswerIndex,
  space: AnswerSpace<Answer>,
): Similarities {
  const base = new Int32Array(items + 1);
  for (let t = 0; t < items; t++) {
    const n = (start[t + 1] as number) - (start[t] as number);
    base[t + 1] = (base[t] as number) + n * n;
  }
  const pairs = new Int32Array(base[items] as number);
  for (let t = 0; t < items; t++) {
    const from = start[t] as number;
    const n = (start[t + 1] as number) - from;
    const at = base[t] as number;
    for (let i = 0; i < n; i++) {
      pairs[at + i * n + i] = ONE;
      for (let j = 0; j < i; j++) {
        const alike = similarity(space, answer[from + i] as Answer, answer[from + j] as Answer);
        pairs[at + i * n + j] = alike;
        pairs[at + j * n + i] = alike;
      }
    }
  }
  const known = Int32Array.from(item, (t, i) =>
    gold?.has(t) ? similarity(space, answer[i] as Answer, gold.get(t) as Answer) : -1,
  );
  return { pairs, base, gold: known };
}

/** Whether two annotators are the same person as far as is known. */
export const sameVoice = ({ cluster }: Pick<StructuredInput<unknown>, "cluster">, a: number, b: number): boolean =>
  a === b || (cluster !== undefined && cluster[a] === cluster[b]);

/**
 * The answers that stand for "what this annotator says anyway" when answer i is judged: the next few of its own answers to
 * other items in the order of items, cyclically (so that each serves as often), or, if it gave no other, answers of anybody
 * to the items that follow. Item ids are ranks of content hashes: nobody chose the order.
 */
export function probes(input: StructuredInput<unknown>, { own, ownStart }: AnswerIndex, i: number): number[] {
  const { item, annotator } = input;
  const w = annotator[i] as number;
  const from = ownStart[w] as number;
  const n = (ownStart[w + 1] as number) - from;
  const found: number[] = [];
  if (n > 1) {
    const place = placeOf(own, from, from + n, i) - from;
    for (let k = 1; k <= Math.min(PROBES, n - 1); k++) found.push(own[from + ((place + k) % n)] as number);
    return found;
  }
  for (let k = 1; k < item.length && found.length < PROBES; k++) {
    const j = (i + k) % item.length;
    if (item[j] !== item[i]) found.push(j);
  }
  return found;
}

/** Where `i` stands in own[from .. to - 1], which rises. */
function placeOf(own: Int32Array, from: number, to: number, i: number): number {
  let low = from;
  let high = to - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((own[middle] as number) < i) low = middle + 1;
    else high = middle;
  }
  return low;
}
