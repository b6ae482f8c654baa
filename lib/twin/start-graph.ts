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
  /** [classes × classes] whether label and class are the same; as 1 and 0 of int64. */
  readonly eye: Value;
  readonly diagonal: Value;
  /** [votes] int64: item; row annotator·classes + label. */
  readonly item: Value;
  readonly row: Value;
  /** 0 .. annotators - 1, int64: what widens an annotator or a cluster. */
  readonly everyAnnotator: Value;
  /** [items + 1] int64: answers of item t are starts[t] .. starts[t + 1] - 1. */
  readonly starts: Value;
  /** [annotators] int32 and [items] int64: answers given, answers received. */
  readonly answers: Value;
  readonly received: Value;
  /** [votes] ones, int64. */
  readonly ones: Value;
  /** Shapes. */
  readonly itemsByClasses: Value;
  readonly annotatorsByClasses: Value;
  /** [annotators · classes, classes]: a row for every annotator and label. */
  readonly pairsByClasses: Value;
};

export function frameOf(g: IntegerGraph, math: RefereeMath): Frame {
  const items = g.size("gold", 0);
  const annotators = g.size("standing", 0);
  const classes = g.size("suggestions", 1);
  const votes = g.size("label", 0);
  const k64 = g.scalar(classes);
  const ks = g.range(k64);
  const k32 = math.narrow(k64);
  const ones = g.expand(g.number(1, "int64"), votes);
  const everyAnnotator = g.range(g.scalar(annotators));
  const item = g.gather(g.range(g.scalar(items)), "item");
  const annotator = g.gather(everyAnnotator, "annotator");
  const received = g.addAt(g.zeros(items, "int64"), g.axis(item, 1), ones);
  const narrowOnes = g.expand(g.number(1, "int32"), votes);
  const eye = g.equal(g.axis(ks, 1), g.axis(ks, 0));
  return {
    ...{ items, annotators, classes, votes, k32, k64, ones, received, eye, item, everyAnnotator },
    diagonal: g.bits(eye, "int64"),
    row: g.add(g.mul(annotator, k64), g.gather(ks, "label")),
    starts: g.concat(g.list(0), g.op("CumSum", [received, g.number(0, "int64")])),
    answers: g.addAt(g.zeros(annotators, "int32"), g.axis(annotator, 1), narrowOnes),
    itemsByClasses: g.concat(items, classes),
    annotatorsByClasses: g.concat(annotators, classes),
    pairsByClasses: g.concat(g.mul(annotators, classes), classes),
  };
}

/** Where every method begins: see `start.ts`. */
export type Start = {
  /** [items × classes] int64: how often each class was said. */
  readonly said: Value;
  /** [items × classes] int64, Q16: vote shares, one-hot where gold is known. */
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
  const label = g.gather(g.range(f.k64), "label");
  const cell = g.axis(g.add(g.mul(f.item, f.k64), label), 1);
  const cells = g.addAt(g.zeros(g.mul(f.items, f.classes), "int64"), cell, f.ones);
  const said = g.reshape(cells, f.itemsByClasses);
  const one = g.rule("ONE", "int64");
  const shares = g.div(g.mul(said, one), g.axis(f.received, 1));
  const isGold = g.atLeast(g.axis("gold", 1), g.number(0, "int32"));
  const goldClass = g.equal(g.axis("gold", 1), g.axis(math.narrow(g.range(f.k64)), 0));
  const oneHot = g.where(goldClass, one, g.number(0, "int64"));
  const goldPrior = g.where(goldClass, g.number(0, "int32"), g.rule("HARD", "int32"));
  return {
    said,
    isGold,
    posterior: g.where(isGold, oneHot, shares),
    ownPrior: g.where(isGold, goldPrior, math.narrowLog16("prior")),
    hasOwnPrior: g.or(isGold, g.equal(g.axis("gate", 1), g.number(1, "int32"))),
    classPrior: classPriorOf(g, math, f, g.sum(shares, 0)),
  };
}

/** [classes] int32 log prior of class shares summed over the items (Q16, int64). */
export function classPriorOf(g: IntegerGraph, math: RefereeMath, f: Frame, share: Value): Value {
  const padded = g.add(share, g.mul(g.rule("SHARE_PRIOR", "int64"), f.items));
  const part = g.div(g.mul(padded, g.rule("LOG_N", "int64")), g.sum(padded, 0, 1));
  return math.log14(g.max(part, g.number(1, "int64")));
}

/** [items × classes] int32 log priors: an item's own where it has one, the class prior elsewhere. */
export function priorsOf(g: IntegerGraph, start: Start, classPrior: Value): Value {
  return g.where(start.hasOwnPrior, start.ownPrior, classPrior);
}
