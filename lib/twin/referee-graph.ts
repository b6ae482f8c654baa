import type { Value } from "@/lib/onnx/graph-builder";
import type { Bytes } from "@/lib/onnx/onnx-bytes";
import { model } from "@/lib/onnx/onnx-write";
import { REFEREE_VERSION } from "@/lib/referee/constants";
import { refereeHash } from "@/lib/referee/fingerprint";
import type { Method } from "@/lib/referee/method";
import { coinChances, coinLogs, multiCoins, oneCoins } from "./coins-graph";
import { creditOf } from "./credit-graph";
import { dawidSkeneRounds, diagonalOf } from "./dawid-skene-graph";
import { IntegerGraph } from "./integer-graph";
import { isMisnamed } from "./naming-graph";
import { payOf } from "./pay-graph";
import { type RefereeMath, refereeMath } from "./referee-math";
import { coinRounds } from "./rounds-graph";
import { type Frame, frameOf, priorsOf, type Start, startOf } from "./start-graph";
import { countAll } from "./sweep-graph";
import { INPUTS, METHOD_NUMBERS, MODES, OUTPUTS } from "./twin-ports";

/** The operator set the file asks for. */
const OPSET = 18;

/** The whole file models/referee-v1.onnx. The same bytes on every machine. */
export function refereeFile(): Bytes {
  const g = new IntegerGraph();
  const math = refereeMath(g);
  const f = frameOf(g, math);
  const start = startOf(g, math, f);
  const found = verdictOf(g, math, f, start);
  const credit = creditOf(g, math, f, found);
  const pay = payOf(g, math, f, credit, found.byRounds);
  const results: Readonly<Record<string, Value>> = {
    ...{ ...found, ...credit, ...pay, answers: f.answers },
    ...{ posterior: math.narrow(found.posterior), skill: math.narrow(found.skill) },
  };
  for (const { name } of OUTPUTS) g.export(results[name] ?? "", name);
  const about = { "assay.referee": REFEREE_VERSION, "assay.referee.hash": refereeHash() };
  return model(g.parts("referee-v1", INPUTS, OUTPUTS), about, OPSET);
}

/** What EM, or counting, found: everything that credit and pay rest on. */
function verdictOf(g: IntegerGraph, math: RefereeMath, f: Frame, start: Start) {
  const asked = (method: Method) => g.equal("method", g.number(METHOD_NUMBERS[method], "int32"));
  const enough = g.scalar(g.atLeast(f.votes, g.mul(f.items, g.rule("MIN_ANSWERS_PER_ITEM", "int64"))));
  const byCoins = g.and(enough, asked("multi-coin"));
  const byMatrix = g.and(enough, asked("dawid-skene"));
  const counts = countAll(g, f, start.posterior);
  const coins = coinVerdict(g, math, f, { start, counts, byCoins });
  const chances = coinChances(g, f, coins);
  const found = dawidSkeneRounds(g, math, f, {
    ...{ start, counts, trips: roundsIf(g, byMatrix) },
    from: { posterior: coins.posterior, rounds: coins.rounds, chances, classPrior: start.classPrior },
  });
  const counted = g.number(MODES.indexOf("majority"), "int32");
  const mode = g.where(
    byCoins,
    coins.mode,
    g.where(byMatrix, g.number(MODES.indexOf("dawid-skene"), "int32"), counted),
  );
  return {
    ...{ mode, byRounds: g.or(byCoins, byMatrix), posterior: found.posterior, rounds: found.rounds },
    chances: found.chances,
    skill: g.where(byMatrix, diagonalOf(g, f, found.chances), coins.skill),
    logs: g.where(byMatrix, math.log16(found.chances), coinLogs(g, math, f, coins)),
    prior: priorsOf(g, start, found.classPrior),
  };
}

/** Multi-coin EM, and EM with one coin an annotator where it left a class misnamed: `multiCoin`. */
function coinVerdict(
  g: IntegerGraph,
  math: RefereeMath,
  f: Frame,
  { start, counts, byCoins }: { start: Start; counts: Value; byCoins: Value },
) {
  const zero = g.number(0, "int32");
  const prior = priorsOf(g, start, start.classPrior);
  const none = {
    posterior: start.posterior,
    skill: g.zeros(f.annotatorsByClasses, "int64"),
    error: g.zeros(g.concat(f.classes, f.classes), "int64"),
    rounds: zero,
  };
  const multi = coinRounds(g, math, f, { from: none, counts, trips: roundsIf(g, byCoins), prior, step: multiCoins });
  const slipped = g.and(byCoins, isMisnamed(g, f, start, multi.posterior));
  const again = {
    ...multi,
    posterior: g.where(slipped, start.posterior, multi.posterior),
    rounds: g.where(slipped, zero, multi.rounds),
  };
  const trips = roundsIf(g, slipped);
  return {
    ...coinRounds(g, math, f, { from: again, counts, trips, prior, step: oneCoins }),
    mode: g.bits(slipped, "int32"),
  };
}

function roundsIf(g: IntegerGraph, test: Value): Value {
  return g.where(test, g.rule("ROUNDS", "int64"), g.number(0, "int64"));
}
