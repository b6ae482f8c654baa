import type { Value } from "@/lib/onnx/graph-builder";
import type { CreditValues } from "./credit-graph";
import type { IntegerGraph } from "./integer-graph";
import type { RefereeMath } from "./referee-math";
import type { Frame } from "./start-graph";

export type PayValues = {
  readonly information: Value;
  readonly scoreSum: Value;
  readonly meanScore: Value;
  readonly rho: Value;
  readonly baseShare: Value;
  readonly payShare: Value;
};

/** Rule `pmi-v1` up to each annotator's share of the price, int32: `payAnnotators` without its amounts. */
export function payOf(
  g: IntegerGraph,
  math: RefereeMath,
  f: Frame,
  { score, mean }: CreditValues,
  byRounds: Value,
): PayValues {
  const one = g.rule("ONE", "int64");
  const newcomer = g.rule("NEWCOMER", "int64");
  const { information, spread } = informationOf(g, math, f, mean);
  const none = g.number(0, "int64");
  const weight = g.where(g.and(byRounds, g.not(isOneClass(g))), spread, none);
  const scoreSum = g.addAt(g.zeros(f.annotators, "int32"), g.axis(g.gather(f.everyAnnotator, "annotator"), 1), score);
  const sum = g.add(math.wideSigned(scoreSum), g.mul(newcomer, math.wideSigned("standing")));
  const given = math.wideSigned(f.answers);
  const shrunk = g.add(given, newcomer);
  const earned = g.mul(g.max(sum, none), one);
  const rho = g.min(g.div(earned, g.mul(shrunk, information)), one);
  const beta = math.wide("beta");
  const base = g.where(g.less(given, newcomer), beta, rampedBase(g, beta, rho, weight));
  const bonus = g.where(byRounds, g.div(g.mul(g.sub(one, beta), rho), one), none);
  return {
    information: math.narrow(information),
    scoreSum,
    // The one signed division: it truncates here and in the kernel. Published, pays nobody.
    meanScore: math.narrowSigned(g.div(sum, shrunk)),
    rho: math.narrow(rho),
    baseShare: math.narrow(base),
    payShare: math.narrow(g.add(base, bonus)),
  };
}

function rampedBase(g: IntegerGraph, beta: Value, rho: Value, weight: Value): Value {
  const one = g.rule("ONE", "int64");
  const ramp = g.min(g.div(g.mul(rho, one), g.rule("RAMP", "int64")), one);
  const eased = g.sub(one, g.div(g.mul(g.sub(one, ramp), weight), one));
  return g.div(g.mul(beta, eased), one);
}

/** I* (Q10 bits) and its spread (Q16), int64 scalars: `informationOf`. */
function informationOf(g: IntegerGraph, math: RefereeMath, f: Frame, mean: Value) {
  const one = g.rule("ONE", "int64");
  const expert = g.rule("EXPERT", "int64");
  const least = g.rule("MIN_INFO", "int64");
  const wrong = g.sub(f.k64, g.number(1, "int64"));
  const error = g.div(g.sub(one, expert), wrong);
  const share = math.wide(mean);
  const says = g.div(g.add(g.mul(expert, share), g.mul(error, g.sub(one, share))), one);
  const bits = math.bits16;
  const entropy = g.div(g.op("ReduceSum", [g.mul(says, bits(says))], { keepdims: 0 }), one);
  const errorBits = math.bits16(g.max(error, g.number(4, "int64")));
  const noise = g.div(g.add(g.mul(expert, bits(expert)), g.mul(g.mul(wrong, error), errorBits)), one);
  const found = g.sub(entropy, noise);
  const spread = g.min(g.div(g.mul(g.max(found, g.number(0, "int64")), one), least), one);
  return { information: g.max(found, least), spread };
}

/** Whether all answers, and all gold there is, name one class. */
function isOneClass(g: IntegerGraph): Value {
  const bounds = (op: string, list: Value) => g.op(op, [list], { keepdims: 0 });
  const first = bounds("ReduceMin", "label");
  const same = g.equal(first, bounds("ReduceMax", "label"));
  const foreign = g.and(g.atLeast("gold", g.number(0, "int32")), g.not(g.equal("gold", first)));
  return g.and(same, g.equal(bounds("ReduceMax", g.bits(foreign, "int32")), g.number(0, "int32")));
}
