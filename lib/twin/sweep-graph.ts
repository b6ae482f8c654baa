import type { Integer, Value } from "@/lib/onnx/graph-builder";
import type { IntegerGraph } from "./integer-graph";
import type { RefereeMath } from "./referee-math";
import type { Frame } from "./start-graph";

/** Items are taken so many answers at a time: what a step needs then stays in the processor's cache. */
const CHUNK = 65_536;

/** A stretch of items and the answers to them. */
export type Stretch = {
  /** First item, and the one behind the last: lists of one, int64. */
  readonly from: Value;
  readonly to: Value;
  /** [answers of the stretch] int64: row of annotator and label; place of the item in the stretch. */
  readonly row: Value;
  readonly place: Value;
};

type Accumulator = { readonly start: Value; readonly element: Integer; readonly shape: readonly string[] };

/**
 * Goes over the items in stretches. `body` gets a stretch and the accumulators, and gives the accumulators back with rows
 * of the stretch's items ([items of the stretch × classes], of the widths in `tables`), which are put below each other.
 * Returns the accumulators, then the rows of all items.
 */
export function overItems(
  g: IntegerGraph,
  f: Frame,
  accumulators: readonly Accumulator[],
  tables: readonly Integer[],
  body: (stretch: Stretch, accumulated: readonly Value[]) => { accumulated: Value[]; rows: Value[] },
): Value[] {
  const one = g.list(1);
  const share = g.div(g.mul(f.items, g.number(CHUNK, "int64")), f.votes);
  const size = g.max(g.min(share, f.items), one);
  const trips = g.scalar(g.div(g.sub(g.add(f.items, size), one), size));
  const results = g.loop(
    trips,
    accumulators,
    (round, into) => {
      const stretch = stretchOf(g, f, g.mul(round, size), size);
      const { accumulated, rows } = body(stretch, into);
      const missing = g.concat(g.sub(size, g.sub(stretch.to, stretch.from)), f.classes);
      const stacked = rows.map((each, i) => g.concat(each, g.zeros(missing, tables[i] ?? "int32")));
      return { go: g.always(), carried: accumulated, stacked };
    },
    tables.map((element) => ({ element, shape: ["size", "classes"] })),
  );
  const shape = g.concat(g.list(-1), f.classes);
  return results.map((value, i) =>
    i < accumulators.length ? value : g.slice(g.reshape(value, shape), g.list(0), f.items),
  );
}

function stretchOf(g: IntegerGraph, f: Frame, from: Value, size: Value): Stretch {
  const to = g.min(g.add(from, size), f.items);
  const [first, last] = [g.gather(f.starts, from), g.gather(f.starts, to)];
  return {
    from,
    to,
    row: g.slice(f.row, first, last),
    place: g.sub(g.slice(f.item, first, last), from),
  };
}

/** [items of the stretch × classes] int32: `base` and the log-likelihoods of the answers, added up. */
export function addEvidence(g: IntegerGraph, base: Value, { row, place }: Stretch, logs: Value): Value {
  return g.addAt(base, g.axis(place, 1), g.gather(logs, row));
}

type Answers = Pick<Stretch, "row" | "place">;

/** Those answers of a stretch whose item is marked ([items of the stretch]). */
function answersTo(g: IntegerGraph, { row, place }: Answers, marked: Value): Answers {
  const found = g.op("Squeeze", [g.op("NonZero", [g.gather(marked, place)]), g.list(0)]);
  return { row: g.gather(row, found), place: g.gather(place, found) };
}

/** [annotators·label × class] int64: soft counts with those of some answers added. */
function addCounts(g: IntegerGraph, counts: Value, { row, place }: Answers, posterior: Value): Value {
  return g.addAt(counts, g.axis(row, 1), g.gather(posterior, place));
}

/** Soft counts of a posterior (int64). */
export function countAll(g: IntegerGraph, f: Frame, posterior: Value): Value {
  const start = g.zeros(f.pairsByClasses, "int64");
  const [counts = ""] = overItems(
    g,
    f,
    [{ start, element: "int64", shape: ["pairs", "classes"] }],
    [],
    (stretch, into) => ({
      accumulated: [addCounts(g, into[0] ?? "", stretch, g.slice(posterior, stretch.from, stretch.to))],
      rows: [],
    }),
  );
  return counts;
}

export type Swept = {
  readonly posterior: Value;
  readonly counts: Value;
  /** Scalar truth value: a cell moved by more than the tolerance. */
  readonly moved: Value;
};

/**
 * The E step over all items, and at once the soft counts of the new posterior: those of the old one and what the answers to
 * items that moved change. After some rounds most items stand still.
 */
export function sweep(
  g: IntegerGraph,
  math: RefereeMath,
  f: Frame,
  { prior, logs, posterior, counts: before }: { prior: Value; logs: Value; posterior: Value; counts: Value },
): Swept {
  const zero = g.number(0, "int64");
  const [counts = "", move = "", after = ""] = overItems(
    g,
    f,
    [
      { start: before, element: "int64", shape: ["pairs", "classes"] },
      { start: zero, element: "int64", shape: [] },
    ],
    ["int64"],
    (stretch, [counted = "", furthest = ""]) => {
      const { from, to } = stretch;
      const scores = addEvidence(g, g.slice(prior, from, to), stretch, logs);
      const found = math.probabilities(math.gaps(scores));
      const change = g.sub(found, g.slice(posterior, from, to));
      const steps = g.largest(g.op("Abs", [change]), 1, 0);
      const most = g.max(furthest, g.op("ReduceMax", [steps], { keepdims: 0 }));
      const moved = answersTo(g, stretch, g.greater(steps, zero));
      return { accumulated: [addCounts(g, counted, moved, change), most], rows: [found] };
    },
  );
  return { posterior: after, counts, moved: g.greater(move, g.rule("TOLERANCE", "int64")) };
}
