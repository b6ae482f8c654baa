import type { Value } from "@/lib/onnx/graph-builder";
import { type CoinValues, coinLogs, type SoftCounts, softCounts } from "./coins-graph";
import type { IntegerGraph } from "./integer-graph";
import type { RefereeMath } from "./referee-math";
import type { Frame } from "./start-graph";

/** A verdict on its way: what the rounds of one method hand to the next. Posterior, skill and error are int32. */
export type Verdict = CoinValues & { readonly posterior: Value; readonly rounds: Value };

type Step = (g: IntegerGraph, f: Frame, counts: SoftCounts) => CoinValues;

/** EM rounds with coins until no cell moves: `iterate`. With 0 trips the verdict passes through untouched. */
export function coinRounds(
  g: IntegerGraph,
  math: RefereeMath,
  f: Frame,
  { from, trips, prior, step }: { from: Verdict; trips: Value; prior: Value; step: Step },
): Verdict {
  const [posterior = "", skill = "", error = "", rounds = ""] = g.loop(
    trips,
    [
      { start: from.posterior, element: "int32", shape: ["items", "classes"] },
      { start: from.skill, element: "int32", shape: ["annotators", "classes"] },
      { start: from.error, element: "int32", shape: ["classes", "classes"] },
      { start: from.rounds, element: "int32", shape: [] },
    ],
    (_, [before = "", , , count = ""]) => {
      const coins = step(g, f, softCounts(g, f, before));
      const after = expectation(g, math, f, prior, coinLogs(g, math, f, coins));
      const next = g.add(count, g.number(1, "int32"));
      return { go: hasMoved(g, before, after), carried: [after, coins.skill, coins.error, next], stacked: [] };
    },
  );
  return { posterior, skill, error, rounds };
}

/** [items × classes] int32: prior and the log-likelihoods of all answers, added up. */
export function evidenceOf(g: IntegerGraph, f: Frame, prior: Value, logs: Value): Value {
  return g.addAt(prior, f.itemIndex, g.gather(logs, f.row));
}

/** The E step. */
export function expectation(g: IntegerGraph, math: RefereeMath, f: Frame, prior: Value, logs: Value): Value {
  return g.to(math.probabilities(math.gaps(evidenceOf(g, f, prior, logs))), "int32");
}

/** Whether a cell of the posterior moved by more than the tolerance. */
export function hasMoved(g: IntegerGraph, before: Value, after: Value): Value {
  const move = g.op("ReduceMax", [g.op("Abs", [g.sub(after, before)])], { keepdims: 0 });
  return g.greater(move, g.rule("TOLERANCE", "int32"));
}
