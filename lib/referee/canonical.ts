import type { Votes } from "./input";

export type CanonicalVotes = Votes & {
  /** [votes] position in the input of each vote that was kept. */
  readonly source: Int32Array;
};

export type NamedVotes = {
  readonly item: readonly string[];
  readonly annotator: readonly string[];
  /** Class index in the ontology's order. */
  readonly label: readonly number[];
  readonly classes: number;
};

/**
 * Votes by name, in any order, as canonical votes: the order of arrival leaves no trace.
 * Of several answers to one item by one annotator the first class in the ontology's order is kept; callers who know
 * which answer was the last pick it before.
 */
export function canonicalVotes(
  named: NamedVotes,
): CanonicalVotes & { readonly itemNames: readonly string[]; readonly annotatorNames: readonly string[] } {
  const items = rank(named.item);
  const annotators = rank(named.annotator);
  const votes = sortVotes({
    item: items.id,
    annotator: annotators.id,
    label: Int32Array.from(named.label),
    items: items.names.length,
    annotators: annotators.names.length,
    classes: named.classes,
  });
  return { ...votes, itemNames: items.names, annotatorNames: annotators.names };
}

/** Sorts votes with dense ids by (item, annotator, label) in linear time and keeps the first of each pair. */
export function sortVotes(votes: Votes): CanonicalVotes {
  const { item, annotator, label } = votes;
  const byLabel = countingSort(label, votes.classes, undefined);
  const byAnnotator = countingSort(annotator, votes.annotators, byLabel);
  const order = countingSort(item, votes.items, byAnnotator);
  let kept = 0;
  for (const from of order) {
    const last = kept > 0 ? (order[kept - 1] as number) : -1;
    if (last >= 0 && item[from] === item[last] && annotator[from] === annotator[last]) continue;
    order[kept++] = from;
  }
  const source = order.slice(0, kept);
  return {
    ...votes,
    item: source.map((from) => item[from] as number),
    annotator: source.map((from) => annotator[from] as number),
    label: source.map((from) => label[from] as number),
    source,
  };
}

/** Distinct names in UTF-16 code unit order, and each name's place in that order. */
function rank(names: readonly string[]): { names: string[]; id: Int32Array } {
  const distinct = [...new Set(names)].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
  const place = new Map(distinct.map((name, i) => [name, i]));
  return { names: distinct, id: Int32Array.from(names, (name) => place.get(name) as number) };
}

/** A stable order of positions by key; `before` is the order to keep among equals. */
function countingSort(key: Int32Array, size: number, before: Int32Array | undefined): Int32Array {
  const next = new Int32Array(size + 1);
  for (const k of key) {
    if (!(k >= 0 && k < size)) throw new RangeError("referee: id out of range");
    next[k + 1] = (next[k + 1] as number) + 1;
  }
  for (let k = 0; k < size; k++) next[k + 1] = (next[k + 1] as number) + (next[k] as number);
  const order = new Int32Array(key.length);
  for (let i = 0; i < key.length; i++) {
    const from = before === undefined ? i : (before[i] as number);
    const k = key[from] as number;
    const to = next[k] as number;
    order[to] = from;
    next[k] = to + 1;
  }
  return order;
}
