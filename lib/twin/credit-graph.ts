import type { Value } from "@/lib/onnx/graph-builder";
import type { IntegerGraph } from "./integer-graph";
import type { RefereeMath } from "./referee-math";
import type { Frame } from "./start-graph";
import { addEvidence, overItems } from "./sweep-graph";

/** Answers are scored so many at a time: what a step needs stays in the processor's cache. */
const CHUNK = 16_384;

/** What credit rests on: posterior and chances int64, logarithms int32. `logs` and `chances` have a row for every annotator and label. */
export type Judged = {
  readonly posterior: Value;
  /** [items × classes] log priors. */
  readonly prior: Value;
  readonly logs: Value;
  readonly chances: Value;
  /** Scalar truth value: an EM method found this; else it was counted. */
  readonly byRounds: Value;
};

export type CreditValues = {
  readonly tempered: Value;
  readonly entropy: Value;
  readonly score: Value;
  readonly agreement: Value;
  readonly mean: Value;
};

/** Tempered posterior, its entropy, the score of every answer and the mean posterior: `scoreAnswers`. */
export function creditOf(g: IntegerGraph, math: RefereeMath, f: Frame, judged: Judged): CreditValues {
  const { posterior, prior, logs, byRounds } = judged;
  const [evidence = "", calm = ""] = overItems(g, f, [], ["int32", "int64"], (stretch) => {
    const { from, to } = stretch;
    const zeros = g.zeros(g.concat(g.sub(to, from), f.classes), "int32");
    const found = addEvidence(g, zeros, stretch, logs);
    const gaps = math.gaps(g.add(g.slice(prior, from, to), found));
    return { accumulated: [], rows: [found, math.probabilities(math.shrink(gaps))] };
  });
  const tempered = g.where(byRounds, calm, posterior);
  const entropy = g.div(g.sum(g.mul(tempered, math.bits16(tempered)), 1), g.rule("ONE", "int64"));
  const mean = g.div(g.sum(posterior, 0), f.items);
  const { score, agreement } = scores(g, math, f, { ...judged, evidence, mean, own: ownEvidence(g, f, logs) });
  const { narrow } = math;
  return { tempered: narrow(tempered), entropy: narrow(entropy), score, agreement, mean: narrow(mean) };
}

/** What an identity cluster itself said about an item; for an account alone, its own answer. */
type OwnEvidence = {
  /** Log-likelihoods: a row for every annotator and label, and below them one for every cluster with several answers to an item. */
  readonly rows: Value;
  /** [votes] the row of `rows` that is the vote's own cluster's; and how many answers that is. */
  readonly row: Value;
  readonly answers: Value;
};

function ownEvidence(g: IntegerGraph, f: Frame, logs: Value): OwnEvidence {
  const clusters = g.gather(f.everyAnnotator, "cluster");
  const cluster = g.gather(clusters, "annotator");
  const ones = g.expand(g.number(1, "int64"), f.annotators);
  const members = g.addAt(g.zeros(f.annotators, "int64"), g.axis(clusters, 1), ones);
  const shared = g.greater(g.gather(members, cluster), g.number(1, "int64"));
  const index = g.op("Transpose", [g.op("NonZero", [shared])], { perm: [1, 0] });
  const vote = g.op("Squeeze", [index, g.list(1)]);
  const key = g.add(g.mul(g.gather(f.item, vote), f.annotators), g.gather(cluster, vote));
  // One key that nobody has: `Unique` need not stand an empty list.
  const keys = g.concat(key, g.list(-1));
  const [distinct = "", , group = ""] = g.ops("Unique", [keys], 3, { sorted: 1 });
  const groups = g.op("Shape", [distinct]);
  const ofVote = g.slice(group, g.list(0), g.size(vote, 0));
  const groupIndex = g.axis(ofVote, 1);
  const evidence = g.addAt(
    g.zeros(g.concat(groups, f.classes), "int32"),
    groupIndex,
    g.gather(logs, g.gather(f.row, vote)),
  );
  const counted = g.addAt(g.zeros(groups, "int64"), groupIndex, g.gather(f.ones, vote));
  return {
    rows: g.concat(logs, evidence),
    row: g.putAt(f.row, index, g.add(ofVote, g.mul(f.annotators, f.classes))),
    answers: g.putAt(f.ones, index, g.gather(counted, ofVote)),
  };
}

type Desk = Judged & {
  readonly evidence: Value;
  readonly mean: Value;
  readonly own: OwnEvidence;
};

function scores(g: IntegerGraph, math: RefereeMath, f: Frame, desk: Desk): Pick<CreditValues, "score" | "agreement"> {
  const votes = g.scalar(f.votes);
  const chunk = g.number(CHUNK, "int64");
  const chunks = g.div(g.add(votes, g.number(CHUNK - 1, "int64")), chunk);
  const trips = g.where(desk.byRounds, chunks, g.number(0, "int64"));
  const steps = g.range(chunk);
  const last = g.sub(votes, g.number(1, "int64"));
  // Row 0: the mean posterior; then what was shown.
  const references = g.concat(g.axis(desk.mean, 0), math.wide("suggestions"));
  const [score = "", agreement = ""] = g.loop(
    trips,
    [],
    (round) => {
      const vote = g.min(g.add(steps, g.mul(round, chunk)), last);
      const item = g.gather("item", vote);
      const confirmed = peersPosterior(g, math, desk, item, g.gather(desk.own.row, vote));
      const reference = g.gather(references, g.add(g.gather("seen", vote), g.number(1, "int32")));
      const chance = g.gather(desk.chances, g.gather(f.row, vote));
      const weigh = (rows: Value) => g.sum(g.mul(rows, chance), 1);
      const gain = information(g, math, f, weigh(confirmed), weigh(reference));
      const peers = g.sub(g.gather(f.received, item), g.gather(desk.own.answers, vote));
      const known = g.atLeast(g.gather("gold", item), g.number(0, "int32"));
      const counts = g.or(known, g.greater(peers, g.number(0, "int64")));
      const agreed = math.narrow(g.pick(confirmed, g.gather("label", vote)));
      const ifConfirmed = (value: Value) => g.where(counts, value, g.number(0, "int32"));
      return { go: g.always(), carried: [], stacked: [ifConfirmed(gain), ifConfirmed(agreed)] };
    },
    [
      { element: "int32", shape: ["chunk"] },
      { element: "int32", shape: ["chunk"] },
    ],
  );
  // By counting there is no stack: zeros behind it make up the length, and nothing else where there is one.
  const all = (stack: Value) =>
    g.slice(g.concat(g.reshape(stack, g.list(-1)), g.zeros(f.votes, "int32")), g.list(0), f.votes);
  return { score: all(score), agreement: all(agreement) };
}

/** [chunk × classes] int64, Q16: the item's posterior without the own cluster's answers. */
function peersPosterior(g: IntegerGraph, math: RefereeMath, desk: Desk, item: Value, ownRow: Value): Value {
  const others = g.sub(g.gather(desk.evidence, item), g.gather(desk.own.rows, ownRow));
  const shrunk = math.shrink(math.gaps(others));
  return math.probabilities(math.gaps(g.sub(g.gather(desk.prior, item), shrunk)));
}

/** log2 of the ratio of two weights (int64), by two look-ups, within ± log2 of the number of classes; int32. */
function information(g: IntegerGraph, math: RefereeMath, f: Frame, confirmed: Value, expected: Value): Value {
  const both = g.max(g.add(confirmed, expected), g.number(1, "int64"));
  const bits = (weight: Value) => {
    const share = g.div(g.mul(weight, g.rule("LOG_N", "int64")), both);
    return math.log14(g.max(share, g.number(1, "int64")));
  };
  const limit = g.sub(math.log14(f.k32), g.rule("LOG_MIN", "int32"));
  return g.max(g.min(g.sub(bits(confirmed), bits(expected)), limit), g.neg(limit));
}
