import type { Value } from "@/lib/onnx/graph-builder";
import type { IntegerGraph } from "./integer-graph";
import type { RefereeMath } from "./referee-math";
import { classPriorOf, type Frame, priorsOf, type Start } from "./start-graph";
import { sweep } from "./sweep-graph";

/** What Dawid-Skene's rounds carry: posterior and chances int64, the rest int32. */
export type Confusions = {
  readonly posterior: Value;
  readonly rounds: Value;
  /** [annotators·label × class] Q16. */
  readonly chances: Value;
  /** [classes] Q10 bits: log prior of the items without one of their own. */
  readonly classPrior: Value;
};

/** Rounds of `dawid-skene-1` until no cell moves. With 0 trips everything passes through untouched. */
export function dawidSkeneRounds(
  g: IntegerGraph,
  math: RefereeMath,
  f: Frame,
  { start, from, counts, trips }: { start: Start; from: Confusions; counts: Value; trips: Value },
): Confusions {
  const [posterior = "", , rounds = "", chances = "", classPrior = ""] = g.loop(
    trips,
    [
      { start: from.posterior, element: "int64", shape: ["items", "classes"] },
      { start: counts, element: "int64", shape: ["pairs", "classes"] },
      { start: from.rounds, element: "int32", shape: [] },
      { start: from.chances, element: "int64", shape: ["pairs", "classes"] },
      { start: from.classPrior, element: "int32", shape: ["classes"] },
    ],
    (_, [before = "", counted = "", count = ""]) => {
      const found = confusions(g, f, counted);
      const share = classPriorOf(g, math, f, g.sum(before, 0));
      const prior = priorsOf(g, start, share);
      const swept = sweep(g, math, f, { prior, logs: math.log16(found), posterior: before, counts: counted });
      const next = g.add(count, g.number(1, "int32"));
      return { go: swept.moved, carried: [swept.posterior, swept.counts, next, found, share], stacked: [] };
    },
  );
  return { posterior, rounds, chances, classPrior };
}

/** [annotators·label × class] int64, Q16, at least 1: steps 1 to 3 of `dawid-skene.ts`. */
function confusions(g: IntegerGraph, f: Frame, counts: Value): Value {
  const right = g.rule("DS_RIGHT", "int64");
  const all = g.reshape(counts, g.concat(f.annotators, f.classes, f.classes));
  const spread = g.div(g.rule("DS_SPREAD", "int64"), f.k64);
  const seen = g.add(g.sum(all, 1, 1), g.add(g.mul(f.k64, spread), right));
  const cell = g.add(all, g.add(spread, g.mul(f.diagonal, right)));
  const chance = g.div(g.mul(cell, g.rule("ONE", "int64")), seen);
  return g.reshape(g.max(chance, g.number(1, "int64")), f.pairsByClasses);
}

/** [annotators × classes] int64: the chance that an annotator names class k when it is k. */
export function diagonalOf(g: IntegerGraph, f: Frame, chances: Value): Value {
  const all = g.reshape(chances, g.concat(f.annotators, f.classes, f.classes));
  return g.sum(g.mul(all, f.diagonal), 1);
}
