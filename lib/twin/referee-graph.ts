import type { Value } from "@/lib/onnx/graph-builder";
import type { Bytes } from "@/lib/onnx/onnx-bytes";
import { model } from "@/lib/onnx/onnx-write";
import { REFEREE_VERSION } from "@/lib/referee/constants";
import { refereeHash } from "@/lib/referee/fingerprint";
import { coinChances, coinLogs, multiCoins, oneCoins } from "./coins-graph";
import { creditOf } from "./credit-graph";
import { IntegerGraph } from "./integer-graph";
import { isMisnamed } from "./naming-graph";
import { payOf } from "./pay-graph";
import { type RefereeMath, refereeMath } from "./referee-math";
import { coinRounds } from "./rounds-graph";
import { type Frame, frameOf, priorsOf, type Start, startOf } from "./start-graph";
import { countAll } from "./sweep-graph";
import { INPUTS, OUTPUTS } from "./twin-ports";

/** The operator set the file asks for. */
const OPSET = 18;

/** The whole file models/referee-v1.onnx. The same bytes on every machine. */
export function refereeFile(): Bytes {
  const g = new IntegerGraph();
  const math = refereeMath(g);
  const f = frameOf(g);
  const start = startOf(g, math, f);
  const found = verdictOf(g, math, f, start);
  const credit = creditOf(g, math, f, found);
  const pay = payOf(g, math, f, credit, found.byRounds);
  const results: Readonly<Record<string, Value>> = { ...found, ...credit, ...pay, answers: f.answers };
  for (const { name } of OUTPUTS) g.export(results[name] ?? "", name);
  const about = { "assay.referee": REFEREE_VERSION, "assay.referee.hash": refereeHash() };
  return model(g.parts("referee-v1", INPUTS, OUTPUTS), about, OPSET);
}

function verdictOf(g: IntegerGraph, math: RefereeMath, f: Frame, start: Start) {
  const enough = g.atLeast(f.votes, g.mul(f.items, g.rule("MIN_ANSWERS_PER_ITEM", "int64")));
  const byRounds = g.scalar(enough);
  const roundsIf = (test: Value) => g.mul(g.to(test, "int64"), g.rule("ROUNDS", "int64"));
  const prior = priorsOf(g, start, start.classPrior);
  const zero = g.number(0, "int32");
  const none = {
    posterior: start.posterior,
    skill: g.zeros(f.annotatorsByClasses, "int32"),
    error: g.zeros(g.concat(f.classes, f.classes), "int32"),
    rounds: zero,
  };
  const counts = countAll(g, f, start.posterior);
  const multi = coinRounds(g, math, f, { from: none, counts, trips: roundsIf(byRounds), prior, step: multiCoins });
  const slipped = g.and(byRounds, isMisnamed(g, f, start, multi.posterior));
  const again = {
    ...multi,
    posterior: g.where(slipped, start.posterior, multi.posterior),
    rounds: g.where(slipped, zero, multi.rounds),
  };
  const found = coinRounds(g, math, f, { from: again, counts, trips: roundsIf(slipped), prior, step: oneCoins });
  const mode = g.where(byRounds, g.to(slipped, "int32"), g.number(2, "int32"));
  return {
    ...found,
    ...{ prior, byRounds, mode },
    logs: coinLogs(g, math, f, found),
    chances: coinChances(g, f, found),
  };
}
