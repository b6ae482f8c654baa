import type { Value } from "@/lib/onnx/graph-builder";
import { EXP_N } from "@/lib/referee/constants";
import { tables } from "@/lib/referee/tables";
import type { IntegerGraph } from "./integer-graph";

/** The referee's tables and what is looked up in them. */
export type RefereeMath = {
  /** log2 of a Q14 probability, Q10 bits (int32); entry 0 where it is 0. */
  log14(q14: Value): Value;
  /** log2 of a Q16 probability (int32), at least that of the table's smallest. */
  log16(q16: Value): Value;
  /** log2 of a Q16 probability (int32), entry 0 of the table where it is below 4. */
  rawLog16(q16: Value): Value;
  /** Distances to the best class (Q10 bits, int32, [rows × classes]) as Q16 probabilities, int64. */
  probabilities(gaps: Value): Value;
  /** Log scores (int32, [rows × classes]) as distances to the best one. */
  gaps(scores: Value): Value;
  /** floor(x · tau / 1024) of int32, as int64. */
  shrink(x: Value, tau: Value): Value;
};

/**
 * Puts the tables into the graph: -log fits uint16, exp needs 65536 at 0 and so int32. Both are the ones of `tables()`,
 * entry by entry; they are widened once when the graph starts.
 */
export function refereeMath(g: IntegerGraph): RefereeMath {
  const { log, exp } = tables();
  const logTable = g.neg(
    g.to(
      g.table(
        "minusLog",
        Uint16Array.from(log, (bits) => -bits),
      ),
      "int32",
    ),
  );
  const expTable = g.table("exp", exp);
  const log14 = (q14: Value) => g.gather(logTable, q14);
  const gaps = (scores: Value) => g.sub(g.largest(scores, -1), scores);
  return {
    log14,
    log16: (q16) => log14(g.max(g.div(q16, g.number(4, "int32")), g.number(1, "int32"))),
    rawLog16: (q16) => log14(g.div(q16, g.number(4, "int32"))),
    gaps,
    probabilities(distance) {
      const e = g.gather(expTable, g.min(distance, g.constant("EXP_N", EXP_N, "int32")));
      const sum = g.to(g.sum(e, -1, 1), "int64");
      return g.div(g.mul(g.to(e, "int64"), g.rule("ONE", "int64")), sum);
    },
    shrink: (x, tau) => g.div(g.mul(g.to(x, "int64"), tau), g.number(1024, "int64")),
  };
}
