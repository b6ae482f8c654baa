import type { Value } from "@/lib/onnx/graph-builder";
import type { IntegerGraph } from "./integer-graph";
import type { RefereeMath } from "./referee-math";
import type { Frame } from "./start-graph";

/** Soft counts of a round, int64: see `coins.ts`. */
export type SoftCounts = {
  /** [annotators × label × class] */
  readonly all: Value;
  /** [annotators × class] right answers, and answers of any label. */
  readonly right: Value;
  readonly seen: Value;
};

/** [annotators × class] and [label × class], int64, Q16. */
export type CoinValues = { readonly skill: Value; readonly error: Value };

/** Soft counts ([annotators·label × class], int64), and what the M steps read of them. */
export function softCounts(g: IntegerGraph, f: Frame, counts: Value): SoftCounts {
  const all = g.reshape(counts, g.concat(f.annotators, f.classes, f.classes));
  return { all, right: g.sum(g.mul(all, f.diagonal), 1), seen: g.sum(all, 1) };
}

/** M step with a coin per annotator and class: `maximise`. */
export function multiCoins(g: IntegerGraph, f: Frame, { all, right, seen }: SoftCounts): CoinValues {
  const one = g.rule("ONE", "int64");
  const shrinkage = g.rule("SHRINKAGE", "int64");
  const smooth = g.add(g.mul(f.diagonal, g.rule("POOL_DIAGONAL", "int64")), g.rule("POOL_PRIOR", "int64"));
  const pool = g.div(g.add(g.sum(all, 0), smooth), g.rule("POOL_SCALE", "int64"));
  const hits = g.mul(pool, f.diagonal);
  const total = g.sum(pool, 0);
  const hit = g.sum(hits, 0);
  const meanPool = g.div(g.sum(g.div(g.mul(hit, one), total), 0, 1), f.k64);
  const error = g.div(g.mul(g.sub(pool, hits), one), g.sub(total, hit));
  const accuracy = g.div(
    g.add(g.mul(g.sum(right, 1, 1), one), g.mul(shrinkage, meanPool)),
    g.add(g.sum(seen, 1, 1), shrinkage),
  );
  const raw = g.div(g.add(g.mul(right, one), g.mul(shrinkage, accuracy)), g.add(seen, shrinkage));
  return { skill: clipSkill(g, raw), error };
}

/** M step with one coin an annotator and even errors: `maximiseOneCoin`. */
export function oneCoins(g: IntegerGraph, f: Frame, { right, seen }: SoftCounts): CoinValues {
  const one = g.rule("ONE", "int64");
  const scale = g.rule("POOL_SCALE", "int64");
  const shrinkage = g.rule("ONE_COIN_SHRINKAGE", "int64");
  const [rightSum, seenSum] = [g.sum(right, 1, 1), g.sum(seen, 1, 1)];
  const all = g.div(g.sum(seenSum, 0, 1), scale);
  const mean = g.div(g.mul(g.div(g.sum(rightSum, 0, 1), scale), one), g.max(all, g.number(1, "int64")));
  const coin = g.div(g.add(g.mul(rightSum, one), g.mul(shrinkage, mean)), g.add(seenSum, shrinkage));
  const even = g.div(one, g.sub(f.k64, g.number(1, "int64")));
  return {
    skill: g.expand(clipSkill(g, coin), f.annotatorsByClasses),
    error: g.where(f.eye, g.number(0, "int64"), even),
  };
}

function clipSkill(g: IntegerGraph, chance: Value): Value {
  const least = g.rule("SKILL_MIN", "int64");
  return g.min(g.max(chance, least), g.sub(g.rule("ONE", "int64"), least));
}

/** [annotators·label × class] int32: log-likelihood of every possible answer, Q10 bits: `fillLikelihood`. */
export function coinLogs(g: IntegerGraph, math: RefereeMath, f: Frame, { skill, error }: CoinValues): Value {
  const miss = math.log16(g.sub(g.rule("ONE", "int64"), skill));
  const wrong = g.max(g.add(g.axis(miss, 1), g.axis(math.log16(error), 0)), g.rule("LOG_MIN", "int32"));
  return g.reshape(g.where(f.eye, g.axis(math.log16(skill), 1), wrong), f.pairsByClasses);
}

/** [annotators·label × class] int64: the chance of every possible answer, Q16, at least 1. */
export function coinChances(g: IntegerGraph, f: Frame, { skill, error }: CoinValues): Value {
  const one = g.rule("ONE", "int64");
  const miss = g.sub(one, skill);
  const wrong = g.div(g.mul(g.axis(miss, 1), g.axis(error, 0)), one);
  const chance = g.where(f.eye, g.axis(skill, 1), g.max(wrong, g.number(1, "int64")));
  return g.reshape(chance, f.pairsByClasses);
}
