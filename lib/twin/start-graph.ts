import type { Value } from "@/lib/onnx/graph-builder";
import type { IntegerGraph } from "./integer-graph";
import type { RefereeMath } from "./referee-math";

/** Sizes, as lists of one (for shapes) and as scalars, and what every later stage needs of the votes. */
export type Frame = {
  readonly items: Value;
  readonly annotators: Value;
  readonly classes: Value;
  readonly votes: Value;
  /** Number of classes, scalars. */
  readonly k32: Value;
  readonly k64: Value;
  /** [classes × classes] whether label and class are the same. */
  readonly eye: Value;
  /** [votes] row annotator·classes + label, int32. */
  readonly row: Value;
  /** [items + 1] int64: answers of item t are starts[t] .. starts[t + 1] - 1. */
  readonly starts: Value;
  /** [annotators] and [items] int32: answers given, answers received. */
  readonly answers: Value;
  readonly received: Value;
  /** [votes] ones, int32. */
  readonly ones: Value;
  /** Shapes. */
  readonly itemsByClasses: Value;
  readonly annotatorsByClasses: Value;
  /** [annotators · classes, classes]: a row for every annotator and label. */
  readonly pairsByClasses: Value;
};

export function frameOf(g: IntegerGraph): Frame {
  const items = g.size("gold", 0);
  const annotators = g.size("standing", 0);
  const classes = g.size("suggestions", 1);
  const votes = g.size("label", 0);
  const k64 = g.scalar(classes);
  const ks = g.range(k64);
  const k32 = g.to(k64, "int32");
  const ones = g.expand(g.number(1, "int32"), votes);
  const count = (size: Value, of: Value) => g.addAt(g.zeros(size, "int32"), g.axis(g.to(of, "int64"), 1), ones);
  const received = count(items, "item");
  return {
    ...{ items, annotators, classes, votes, k32, k64, ones, received },
    eye: g.equal(g.axis(ks, 1), g.axis(ks, 0)),
    row: g.add(g.mul("annotator", k32), "label"),
    starts: g.concat(g.list(0), g.op("CumSum", [g.to(received, "int64"), g.number(0, "int64")])),
    answers: count(annotators, "annotator"),
    itemsByClasses: g.concat(items, classes),
    annotatorsByClasses: g.concat(annotators, classes),
    pairsByClasses: g.concat(g.mul(annotators, classes), classes),
  };
}

/** Where every method begins: see `start.ts`. */
export type Start = {
  /** [items × classes] int32: how often each class was said. */
  readonly said: Value;
  /** [items × classes] int32, Q16: vote shares, one-hot where gold is known. */
  readonly posterior: Value;
  /** [items × 1] whether gold is known. */
  readonly isGold: Value;
  /** [items × classes] int32: log prior of gold and of open gates; [items × 1] where it holds. */
  readonly ownPrior: Value;
  readonly hasOwnPrior: Value;
  /** [classes] int32: log prior of all other items. */
  readonly classPrior: Value;
};

export function startOf(g: IntegerGraph, math: RefereeMath, f: Frame): Start {
  const cell = g.axis(g.add(g.mul(g.to("item", "int64"), f.k64), g.to("label", "int64")), 1);
  const cells = g.addAt(g.zeros(g.mul(f.items, f.classes), "int32"), cell, f.ones);
  const said = g.reshape(cells, f.itemsByClasses);
  const one = g.rule("ONE", "int64");
  const shares = g.div(g.mul(g.to(said, "int64"), one), g.axis(g.to(f.received, "int64"), 1));
  const isGold = g.atLeast(g.axis("gold", 1), g.number(0, "int32"));
  const goldClass = g.equal(g.axis("gold", 1), g.axis(g.to(g.range(f.k64), "int32"), 0));
  const oneHot = g.mul(g.to(goldClass, "int32"), g.rule("ONE", "int32"));
  const goldPrior = g.where(goldClass, g.number(0, "int32"), g.rule("HARD", "int32"));
  return {
    said,
    isGold,
    posterior: g.where(isGold, oneHot, g.to(shares, "int32")),
    ownPrior: g.where(isGold, goldPrior, math.log16("prior")),
    hasOwnPrior: g.or(isGold, g.equal(g.axis("gate", 1), g.number(1, "int32"))),
    classPrior: classPriorOf(g, math, f, g.sum(shares, 0)),
  };
}

/** [classes] int32 log prior of class shares summed over the items (Q16, int64). */
export function classPriorOf(g: IntegerGraph, math: RefereeMath, f: Frame, share: Value): Value {
  const padded = g.add(share, g.mul(g.rule("SHARE_PRIOR", "int64"), f.items));
  const part = g.div(g.mul(padded, g.rule("LOG_N", "int64")), g.sum(padded, 0, 1));
  return math.log14(g.max(g.to(part, "int32"), g.number(1, "int32")));
}

/** [items × classes] int32 log priors: an item's own where it has one, the class prior elsewhere. */
export function priorsOf(g: IntegerGraph, start: Start, classPrior: Value): Value {
  return g.where(start.hasOwnPrior, start.ownPrior, classPrior);
}
