import type { Value } from "@/lib/onnx/graph-builder";
import { EXP_N } from "@/lib/referee/constants";
import { tables } from "@/lib/referee/tables";
import type { IntegerGraph } from "./integer-graph";

/**
 * The referee's tables and what is looked up in them. Probabilities are int64, logarithms and what is added up of them int32;
 * a look-up goes from one to the other, so that no rows are cast.
 */
export type RefereeMath = {
  /** log2 of a Q14 probability (either width), Q10 bits (int32); entry 0 where it is 0. */
  log14(q14: Value): Value;
  /** log2 of a Q16 probability (int64), at least that of the table's smallest, int32. */
  log16(q16: Value): Value;
  /** The same of a probability that came in as int32. */
  narrowLog16(q16: Value): Value;
  /** -log2 of a Q16 probability (int64), as int64; entry 0 of the table where it is below 4. */
  bits16(q16: Value): Value;
  /** Distances to the best class (Q10 bits, int32, [rows × classes]) as Q16 probabilities, int64. */
  probabilities(gaps: Value): Value;
  /** Log scores (int32, [rows × classes]) as distances to the best one. */
  gaps(scores: Value): Value;
  /** Of distances (int32) floor(x · tau / 1024), as far as it can matter: see below. */
  shrink(gaps: Value): Value;
  /** 0 .. 65536 from int32 to int64, and back. */
  wide(q16: Value): Value;
  narrow(q16: Value): Value;
  /** Sums of scores (int32, between ± 2^30) as int64; scores (int64, between ± 2^15) as int32. */
  wideSigned(sum: Value): Value;
  narrowSigned(score: Value): Value;
};

/**
 * Puts the tables into the graph: -log fits half an int32, exp needs 65536 at 0. Both are the ones of `tables()`, entry by
 * entry; they are unpacked and widened once when the graph starts.
 */
export function refereeMath(g: IntegerGraph): RefereeMath {
  const { exp } = tables();
  const { wideTable, narrowTable } = widthTables(g);
  const wide = (q16: Value) => g.gather(wideTable, q16);
  const narrow = (q16: Value) => g.gather(narrowTable, q16);
  const minusLog = minusLogTable(g);
  const logTable = g.neg(minusLog);
  const bitsTable = wide(minusLog);
  const expTable = wide(g.table("exp", exp));
  const log14 = (q14: Value) => g.gather(logTable, q14);
  const limit = shrinkLimit(g);
  return {
    log14,
    log16: (q16) => log14(g.max(g.div(q16, g.number(4, "int64")), g.number(1, "int64"))),
    narrowLog16: (q16) => log14(g.max(g.div(q16, g.number(4, "int32")), g.number(1, "int32"))),
    bits16: (q16) => g.gather(bitsTable, g.div(q16, g.number(4, "int64"))),
    wide,
    narrow,
    wideSigned(sum) {
      const shifted = g.add(sum, g.constant("shift", SHIFT, "int32"));
      const high = g.div(shifted, g.number(65_536, "int32"));
      const low = g.sub(shifted, g.mul(high, g.number(65_536, "int32")));
      const both = g.add(g.mul(wide(high), g.number(65_536, "int64")), wide(low));
      return g.sub(both, g.constant("shift", SHIFT, "int64"));
    },
    narrowSigned(score) {
      const shifted = narrow(g.add(score, g.number(32_768, "int64")));
      return g.sub(shifted, g.number(32_768, "int32"));
    },
    gaps: (scores) => g.sub(g.largest(scores, -1), scores),
    probabilities(distance) {
      const e = g.gather(expTable, g.min(distance, g.constant("EXP_N", EXP_N, "int32")));
      return g.div(g.mul(e, g.rule("ONE", "int64")), g.sum(e, -1, 1));
    },
    shrink: (gaps) => g.div(g.mul(g.min(gaps, limit), "tau"), g.number(1024, "int32")),
  };
}

/** What `wideSigned` adds so that nothing is negative: above every sum of an annotator's scores. */
const SHIFT = 2 ** 30;

/** 0 .. 65536 as a list of each width. */
function widthTables(g: IntegerGraph) {
  const one = g.number(1, "int32");
  const cells = g.add(g.rule("ONE", "int32"), one);
  return {
    wideTable: g.range(g.add(g.rule("ONE", "int64"), g.number(1, "int64"))),
    narrowTable: g.op("Range", [g.number(0, "int32"), cells, one]),
  };
}

/** -log as int32. In the file two entries stand in one number, the even one in its lower half: half the bytes. */
function minusLogTable(g: IntegerGraph): Value {
  const { log } = tables();
  const halves = new Uint16Array(log.length + (log.length % 2));
  log.forEach((bits, i) => {
    halves[i] = -bits;
  });
  const pairs = g.table("minusLog", new Int32Array(halves.buffer));
  const base = g.number(65_536, "int32");
  const high = g.div(pairs, base);
  const low = g.sub(pairs, g.mul(high, base));
  const rows = g.op("Concat", [g.axis(low, 1), g.axis(high, 1)], { axis: 1 });
  return g.slice(g.reshape(rows, g.list(-1)), g.list(0), g.list(log.length));
}

/**
 * From where on a distance need not be told apart before it is shrunk: behind it the shrunk one is at least
 * reach = EXP_N - LOG_MIN, and a class so far behind has no chance whatever its prior says (a prior's logarithm is at least
 * LOG_MIN, or HARD, which no evidence outweighs). limit · tau is then at most reach · 1024 + tau, and fits int32.
 */
function shrinkLimit(g: IntegerGraph): Value {
  const reach = g.sub(g.constant("EXP_N", EXP_N, "int32"), g.rule("LOG_MIN", "int32"));
  const scaled = g.mul(reach, g.number(1024, "int32"));
  return g.add(g.div(scaled, g.max("tau", g.number(1, "int32"))), g.number(1, "int32"));
}
