import { canonicalJson } from "@/lib/kernel/canonical-json";
import { canonicalVotes } from "@/lib/referee/canonical";
import type { StructuredInput } from "@/lib/referee/structured/input";

/** One answer of any type that counts; at most one per item and annotator. */
export type StructuredAnswer = {
  /** Content hash of the item. */
  readonly item: string;
  /** Address of the annotator, lower case. */
  readonly annotator: string;
  readonly answer: unknown;
  /** The suggestion that was on the screen; undefined where none was. */
  readonly shown?: unknown;
};

export type StructuredFacts = {
  /** Item → known answer. */
  readonly gold?: ReadonlyMap<string, unknown> | undefined;
  /** Annotator → name of its identity cluster; an annotator without one is its own. */
  readonly clusters?: ReadonlyMap<string, string> | undefined;
  /** Annotator → mean score it brings along, Q10. */
  readonly standings?: ReadonlyMap<string, number> | undefined;
};

export type StructuredCase = {
  readonly input: StructuredInput<unknown>;
  readonly items: readonly string[];
  readonly annotators: readonly string[];
};

/**
 * Canonical input of named answers: the order they are given in leaves no trace. Equal answers become the same object, so
 * that they are compared once; of several by one annotator to one item the first spelling in order is kept.
 */
export function openStructuredCase(answers: readonly StructuredAnswer[], known: StructuredFacts = {}): StructuredCase {
  const texts = answers.map(({ answer }) => canonicalJson(answer));
  const spelled = [...new Set(texts)].sort((a, b) => (a < b ? -1 : 1));
  const place = new Map(spelled.map((text, i) => [text, i]));
  const values = spelled.map((text): unknown => JSON.parse(text));
  const votes = canonicalVotes({
    item: answers.map(({ item }) => item),
    annotator: answers.map(({ annotator }) => annotator),
    label: texts.map((text) => place.get(text) ?? 0),
    classes: spelled.length,
  });
  const { itemNames: items, annotatorNames: annotators, item, annotator, label, source } = votes;
  return {
    items,
    annotators,
    input: {
      ...{ item, annotator, items: items.length, annotators: annotators.length },
      answer: Array.from(label, (k) => values[k]),
      ...shownTo(answers, source),
      ...goldOf(items, known.gold),
      ...clustersOf(annotators, known.clusters),
      ...standingsOf(annotators, known.standings),
    },
  };
}

function shownTo(answers: readonly StructuredAnswer[], source: Int32Array) {
  const shown = Array.from(source, (from) => answers[from]?.shown);
  return shown.some((one) => one !== undefined) ? { shown } : {};
}

function goldOf(items: readonly string[], gold: StructuredFacts["gold"]) {
  const found = items.flatMap((item, t) => (gold?.has(item) ? [[t, gold.get(item)] as const] : []));
  return found.length === 0 ? {} : { gold: new Map(found) };
}

function clustersOf(annotators: readonly string[], clusters: StructuredFacts["clusters"]) {
  if (!clusters || clusters.size === 0) return {};
  const names = annotators.map((annotator) => {
    const name = clusters.get(annotator);
    return name === undefined ? `self ${annotator}` : `cluster ${name}`;
  });
  return { cluster: Int32Array.from(names, (name) => names.indexOf(name)) };
}

function standingsOf(annotators: readonly string[], standings: StructuredFacts["standings"]) {
  if (!standings || standings.size === 0) return {};
  return { standing: Int32Array.from(annotators, (annotator) => standings.get(annotator) ?? 0) };
}
