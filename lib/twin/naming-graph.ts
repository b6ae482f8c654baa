import type { Value } from "@/lib/onnx/graph-builder";
import type { IntegerGraph } from "./integer-graph";
import type { Frame, Start } from "./start-graph";

/** Whether the verdicts leave a class that the crowd does not call by its name: `misnamedClass`. A scalar truth value. */
export function isMisnamed(g: IntegerGraph, f: Frame, start: Start, posterior: Value): Value {
  const best = g.equal(posterior, g.largest(posterior, 1));
  const single = g.equal(g.sum(g.bits(best, "int32"), 1), g.number(1, "int32"));
  const verdict = g.op("ArgMax", [posterior], { axis: 1, keepdims: 0 });
  // Rows 0..K-1: items without gold, K..2K-1: gold items, 2K: verdicts that are tied.
  const onGold = g.mul(g.bits(g.op("Squeeze", [start.isGold, g.list(1)]), "int64"), f.k64);
  const twice = g.mul(f.k64, g.number(2, "int64"));
  const place = g.where(single, g.add(verdict, onGold), twice);
  const shape = g.concat(g.add(g.mul(f.classes, g.list(2)), g.list(1)), f.classes);
  const said = g.addAt(g.zeros(shape, "int64"), g.axis(place, 1), start.said);
  const zero = g.number(0, "int64");
  const blind = g.slice(said, g.list(0), f.classes);
  const gold = g.slice(said, f.classes, g.mul(f.classes, g.list(2)));
  const own = (rows: Value) => g.sum(g.mul(rows, f.diagonal), 1, 1);
  const excess = g.sub(blind, own(blind));
  const both = g.add(blind, own(blind));
  const bar = g.mul(g.mul(g.rule("NAMING_SIGMAS", "int64"), g.rule("NAMING_SIGMAS", "int64")), both);
  const outspoken = g.and(g.greater(excess, zero), g.greater(g.mul(excess, excess), bar));
  const excused = g.greater(g.sub(gold, own(gold)), zero);
  const found = g.bits(g.and(outspoken, g.not(excused)), "int32");
  return g.greater(g.op("ReduceMax", [found], { keepdims: 0 }), g.number(0, "int32"));
}
