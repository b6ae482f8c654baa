/** One answer to "which of these two is better?". Ids are any strings; sides are as they were drawn. */
export type Comparison = {
  readonly left: string;
  readonly right: string;
  readonly annotator: string;
  readonly verdict: "left" | "right" | "tie" | "both bad";
};

/** What the score computation was measured and proved for; `indexComparisons` refuses more. */
export const COMPARISON_LIMIT = { comparisons: 1_000_000, things: 1000 } as const;

/** Two things with their sides, and the belief in each one's wins, in halves, Q16: 2^17 is one win wholly believed. */
export type Pair = {
  readonly left: number;
  readonly right: number;
  leftWon: number;
  rightWon: number;
  /** Chance that the left one wins, Q16. */
  chanceQ16: number;
};

export type Outcome = { readonly pair: Pair; readonly annotator: number; readonly won: "left" | "right" | "tie" };

/** Comparisons with things and annotators by number, in the order of their ids' UTF-16 code units. */
export type Duels = {
  readonly things: readonly string[];
  readonly annotators: readonly string[];
  readonly pairs: readonly Pair[];
  /** [things] its pairs with other things. */
  readonly pairsOf: readonly (readonly Pair[])[];
  readonly outcomes: readonly Outcome[];
  /** [annotators] answers given. */
  readonly count: Int32Array;
  /** [things] answers about it and another thing; those that called both bad. */
  readonly comparisons: Int32Array;
  readonly bothBad: Int32Array;
  /** The things that chains of comparisons connect, each list rising, in the order of their first. */
  readonly components: readonly (readonly number[])[];
};

/** Throws a RangeError beyond `COMPARISON_LIMIT`. */
export function indexComparisons(given: readonly Comparison[]): Duels {
  const things = inOrder(given.flatMap(({ left, right }) => [left, right]));
  const annotators = inOrder(given.map(({ annotator }) => annotator));
  if (given.length > COMPARISON_LIMIT.comparisons)
    throw new RangeError(`scores: ${given.length} comparisons, at most ${COMPARISON_LIMIT.comparisons}`);
  if (things.length > COMPARISON_LIMIT.things)
    throw new RangeError(`scores: ${things.length} things compared, at most ${COMPARISON_LIMIT.things}`);
  const thingNo = new Map(things.map((id, i) => [id, i]));
  const annotatorNo = new Map(annotators.map((id, w) => [id, w]));
  const found = new Map<number, Pair>();
  const count = new Int32Array(annotators.length);
  const comparisons = new Int32Array(things.length);
  const bothBad = new Int32Array(things.length);
  const more = (tally: Int32Array, i: number) => {
    tally[i] = (tally[i] as number) + 1;
  };
  const outcomes = given.map((one): Outcome => {
    const [left, right] = [thingNo.get(one.left) as number, thingNo.get(one.right) as number];
    const key = left * things.length + right;
    const pair = found.get(key) ?? { left, right, leftWon: 0, rightWon: 0, chanceQ16: 0 };
    found.set(key, pair);
    const annotator = annotatorNo.get(one.annotator) as number;
    more(count, annotator);
    for (const thing of left === right ? [] : [left, right]) {
      more(comparisons, thing);
      if (one.verdict === "both bad") more(bothBad, thing);
    }
    return { pair, annotator, won: one.verdict === "both bad" ? "tie" : one.verdict };
  });
  const pairs = [...found].sort(([a], [b]) => a - b).map(([, pair]) => pair);
  const pairsOf = things.map((): Pair[] => []);
  for (const pair of pairs.filter(({ left, right }) => left !== right)) {
    pairsOf[pair.left]?.push(pair);
    pairsOf[pair.right]?.push(pair);
  }
  return { things, annotators, pairs, pairsOf, outcomes, count, comparisons, bothBad, components: connected(pairsOf) };
}

const inOrder = (ids: readonly string[]): string[] => [...new Set(ids)].sort((a, b) => (a < b ? -1 : 1));

function connected(pairsOf: readonly (readonly Pair[])[]): number[][] {
  const seen = new Set<number>();
  return pairsOf.flatMap((_, first) => {
    if (seen.has(first)) return [];
    const reached = [first];
    seen.add(first);
    for (const thing of reached) {
      for (const { left, right } of pairsOf[thing] ?? []) {
        const other = left === thing ? right : left;
        if (!seen.has(other)) reached.push(other);
        seen.add(other);
      }
    }
    return [reached.sort((a, b) => a - b)];
  });
}
