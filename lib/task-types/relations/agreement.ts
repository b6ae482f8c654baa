import { ONE_Q16 } from "@/lib/kernel/q16";
import { type Interval, mergeIntervals } from "../interval-votes";
import { bestMatching, type Pairing } from "../matching";
import type { Weighted } from "../task-type";
import { audible, majorityOf } from "../weighted-votes";
import { type Relation, type RelationsAnswer, type RelationsConfig, relationOrder } from "./schema";

/** Spans of different people are the same from half of their union on, Q16. */
const SAME_SPAN = ONE_Q16 / 2;

/**
 * 1 − soft F1, Q16: twice what the best matching shares, over all there is. Relations share what the less alike of their ends
 * do (intersection over union), if their labels and their ends' labels are the same. Where spans are marked, not given, they
 * count beside the relations: who marks nothing but spans is told apart too.
 */
export function relationsDistance(a: RelationsAnswer, b: RelationsAnswer, { given }: RelationsConfig): number {
  const spans = given ? 0 : a.spans.length + b.spans.length;
  const all = spans + a.relations.length + b.relations.length;
  if (all === 0) return 0;
  const shared = (spans === 0 ? 0 : bestMatching(spanPairs(a.spans, b.spans))) + bestMatching(relationPairs(a, b));
  return ONE_Q16 - Math.floor((2 * shared) / all);
}

/** Spans of one label that overlap; both lists stand in order, so none behind the other's end is looked at. */
function spanPairs(a: readonly Interval[], b: readonly Interval[]): Pairing[] {
  const pairs: Pairing[] = [];
  a.forEach((one, left) => {
    for (const [right, other] of b.entries()) {
      if (other.start >= one.end) break;
      const value = alike(one, other);
      if (value > 0) pairs.push({ left, right, value });
    }
  });
  return pairs;
}

function relationPairs(a: RelationsAnswer, b: RelationsAnswer): Pairing[] {
  const pairs: Pairing[] = [];
  a.relations.forEach((one, left) => {
    for (const [right, other] of b.relations.entries()) {
      if (other.label !== one.label) continue;
      const head = alike(a.spans[one.from], b.spans[other.from]);
      const value = head === 0 ? 0 : Math.min(head, alike(a.spans[one.to], b.spans[other.to]));
      if (value > 0) pairs.push({ left, right, value });
    }
  });
  return pairs;
}

/** Intersection over union of two spans of one label, Q16; nothing for different labels. */
function alike(a: Interval | undefined, b: Interval | undefined): number {
  if (!a || !b || a.label !== b.label) return 0;
  const both = Math.min(a.end, b.end) - Math.max(a.start, b.start);
  if (both <= 0) return 0;
  return Math.floor((both * ONE_Q16) / (Math.max(a.end, b.end) - Math.min(a.start, b.start)));
}

/**
 * Spans by votes of points, where they are not given; then every vote's relations between the merged spans that its own stand
 * for, kept where more than half of the weight names them.
 */
export function mergeRelations(votes: readonly Weighted<RelationsAnswer>[], config: RelationsConfig): RelationsAnswer {
  const heard = audible(votes);
  const spans = config.given
    ? (heard[0]?.answer.spans ?? [])
    : mergeIntervals(heard.map(({ answer, weightQ16 }) => ({ answer: answer.spans, weightQ16 })));
  const named = new Map<string, Relation>();
  const ballots = heard.map(({ answer, weightQ16 }) => {
    const relations = relationsAmong(spans, answer);
    for (const relation of relations) named.set(keyOf(relation), relation);
    return { answer: [...new Set(relations.map(keyOf))], weightQ16 };
  });
  const kept = majorityOf([...named.keys()], ballots).flatMap((key) => named.get(key) ?? []);
  return { spans, relations: kept.sort(relationOrder) };
}

const keyOf = ({ label, from, to }: Relation): string => `${from} ${to} ${label}`;

/** A vote's relations in terms of the merged spans; those with an end that nothing stands for are left out. */
function relationsAmong(spans: readonly Interval[], { spans: own, relations }: RelationsAnswer): Relation[] {
  const places = new Map<number, number>();
  const placeOf = (at: number): number => {
    const found = places.get(at) ?? nearest(spans, own[at]);
    places.set(at, found);
    return found;
  };
  return relations.flatMap(({ label, from, to }) => {
    const [head, tail] = [placeOf(from), placeOf(to)];
    return head < 0 || tail < 0 || head === tail ? [] : [{ label, from: head, to: tail }];
  });
}

/** The merged span that is most like one's own, the first of equals; -1 where none is the same span. */
function nearest(spans: readonly Interval[], own: Interval | undefined): number {
  let best = -1;
  let most = SAME_SPAN - 1;
  for (const [i, span] of spans.entries()) {
    const value = alike(span, own);
    if (value > most) [best, most] = [i, value];
  }
  return best;
}
