import type { Value } from "@/lib/onnx/graph-builder";
import { type CoinValues, coinLogs, type SoftCounts, softCounts } from "./coins-graph";
import type { IntegerGraph } from "./integer-graph";
import type { RefereeMath } from "./referee-math";
import type { Frame } from "./start-graph";
import { sweep } from "./sweep-graph";

/** A verdict on its way: what the rounds of one method hand to the next. Posterior, skill and error are int64, rounds int32. */
export type Verdict = CoinValues & { readonly posterior: Value; readonly rounds: Value };

type Step = (g: IntegerGraph, f: Frame, counts: SoftCounts) => CoinValues;

type Rounds = {
  readonly from: Verdict;
  /** Soft counts of `from.posterior`. */
  readonly counts: Value;
  readonly trips: Value;
  readonly prior: Value;
  readonly step: Step;
};

/** EM rounds with coins until no cell moves: `iterate`. With 0 trips the verdict passes through untouched. */
export function coinRounds(
  g: IntegerGraph,
  math: RefereeMath,
  f: Frame,
  { from, counts: startCounts, trips, prior, step }: Rounds,
): Verdict {
  const [posterior = "", , skill = "", error = "", rounds = ""] = g.loop(
    trips,
    [
      { start: from.posterior, element: "int64", shape: ["items", "classes"] },
      { start: startCounts, element: "int64", shape: ["pairs", "classes"] },
      { start: from.skill, element: "int64", shape: ["annotators", "classes"] },
      { start: from.error, element: "int64", shape: ["classes", "classes"] },
      { start: from.rounds, element: "int32", shape: [] },
    ],
    (_, [before = "", counts = "", , , count = ""]) => {
      const coins = step(g, f, softCounts(g, f, counts));
      const swept = sweep(g, math, f, { prior, logs: coinLogs(g, math, f, coins), posterior: before, counts });
      const next = g.add(count, g.number(1, "int32"));
      const carried = [swept.posterior, swept.counts, coins.skill, coins.error, next];
      return { go: swept.moved, carried, stacked: [] };
    },
  );
  return { posterior, skill, error, rounds };
}
