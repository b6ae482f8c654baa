import { canonicalVotes } from "@/lib/referee/canonical";
import type { RefereeInput } from "@/lib/referee/input";

/** One answer that counts (gold answers count too); at most one per item and annotator. */
export type CategoricalAnswer = {
  /** Content hash of the item. */
  readonly item: string;
  /** Address of the annotator, lower case. */
  readonly annotator: string;
  readonly category: number;
  /** Q16 posterior of the suggestion that was on the screen, where it is on record. */
  readonly seen?: readonly number[] | undefined;
};

/** What else is known; every map may be empty or left out. */
export type KnownFacts = {
  /** Item → class. */
  readonly gold?: ReadonlyMap<string, number> | undefined;
  /** Item → Q16 posterior that may serve as its prior. */
  readonly priors?: ReadonlyMap<string, readonly number[]> | undefined;
  /** Annotator → name of its identity cluster; an annotator without one is its own. */
  readonly clusters?: ReadonlyMap<string, string> | undefined;
  /** Item → answers wanted of it, where they are not the bounty's overlap. */
  readonly wants?: ReadonlyMap<string, number> | undefined;
  /** Annotator → mean score it brings along, Q10 bits. */
  readonly standings?: ReadonlyMap<string, number> | undefined;
};

/** A bounty's answers before the referee, with the names its dense ids stand for. */
export type Case = {
  readonly input: RefereeInput;
  readonly items: readonly string[];
  readonly annotators: readonly string[];
  /** [votes] position in the given answers. */
  readonly source: Int32Array;
};

/** Canonical referee input of named answers. At least one answer; the order they are given in leaves no trace. */
export function openCase(answers: readonly CategoricalAnswer[], classes: number, known: KnownFacts = {}): Case {
  const votes = canonicalVotes({
    item: answers.map(({ item }) => item),
    annotator: answers.map(({ annotator }) => annotator),
    label: answers.map(({ category }) => category),
    classes,
  });
  const { itemNames: items, annotatorNames: annotators, source } = votes;
  const { item, annotator, label } = votes;
  const counts = { items: items.length, annotators: annotators.length, classes };
  const input: RefereeInput = {
    ...{ item, annotator, label, ...counts },
    ...goldOf(items, known.gold),
    ...priorsOf(items, classes, known.priors),
    ...seenBy(answers, source, classes),
    ...clustersOf(annotators, known.clusters),
    ...standingsOf(annotators, known.standings),
  };
  return { input, items, annotators, source };
}

function goldOf(items: readonly string[], gold: KnownFacts["gold"]) {
  if (!gold || !items.some((item) => gold.has(item))) return {};
  return { gold: Int32Array.from(items, (item) => gold.get(item) ?? -1) };
}

function priorsOf(items: readonly string[], classes: number, priors: KnownFacts["priors"]) {
  if (!priors || !items.some((item) => priors.has(item))) return {};
  const prior = new Int32Array(items.length * classes);
  items.forEach((item, t) => {
    prior.set(priors.get(item) ?? [], t * classes);
  });
  return { prior, gate: Int32Array.from(items, (item) => (priors.has(item) ? 1 : 0)) };
}

/** One row for every posterior that somebody saw; answers given to the same posterior share it. */
function seenBy(answers: readonly CategoricalAnswer[], source: Int32Array, classes: number) {
  const rows = new Map<readonly number[], number>();
  const seen = Int32Array.from(source, (from) => {
    const posterior = answers[from]?.seen;
    if (posterior === undefined) return -1;
    const row = rows.get(posterior) ?? rows.size;
    rows.set(posterior, row);
    return row;
  });
  if (rows.size === 0) return {};
  const suggestions = new Int32Array(rows.size * classes);
  for (const [posterior, row] of rows) suggestions.set(posterior, row * classes);
  return { seen, suggestions };
}

function clustersOf(annotators: readonly string[], clusters: KnownFacts["clusters"]) {
  if (!clusters || clusters.size === 0) return {};
  const ids = new Map<string, number>();
  const cluster = Int32Array.from(annotators, (annotator) => {
    const name = clusters.get(annotator);
    const key = name === undefined ? `self ${annotator}` : `cluster ${name}`;
    const id = ids.get(key) ?? ids.size;
    ids.set(key, id);
    return id;
  });
  return { cluster };
}

function standingsOf(annotators: readonly string[], standings: KnownFacts["standings"]) {
  if (!standings || standings.size === 0) return {};
  return { standing: Int32Array.from(annotators, (annotator) => standings.get(annotator) ?? 0) };
}
