import { type IntegerTensor, type OnnxSession, openSession, runIntegers } from "@/lib/onnx/onnx-session";
import { checkInput } from "@/lib/referee/bounds";
import { DEFAULT_BETA, DEFAULT_TAU } from "@/lib/referee/constants";
import { checkTau } from "@/lib/referee/credit";
import type { Mode } from "@/lib/referee/finding";
import type { RefereeInput } from "@/lib/referee/input";
import { amountOf, checkTerms } from "@/lib/referee/pay";
import { DEFAULT_PAY_RULE } from "@/lib/referee/pay-rules";
import type { RefereePolicy, RefereeResult } from "@/lib/referee/referee";
import { METHOD_NUMBERS, MODES, OUTPUTS } from "./twin-ports";

/** The referee's ONNX file, loaded. */
export type Twin = {
  /** What `referee` gives, to the last bit, computed by the file. Throws the same RangeErrors, and one for a pay rule other than the default. */
  run(input: RefereeInput, policy: RefereePolicy): Promise<RefereeResult>;
  close(): Promise<void>;
};

/** Loads the bytes of models/referee-v1.onnx. Rejects when ONNX Runtime cannot read them. */
export async function openTwin(file: Uint8Array): Promise<Twin> {
  const session = await openSession(file);
  return { run: (input, policy) => runTwin(session, input, policy), close: () => session.release() };
}

async function runTwin(session: OnnxSession, input: RefereeInput, policy: RefereePolicy): Promise<RefereeResult> {
  const { start } = checkInput(input);
  const { unit, beta = DEFAULT_BETA, tau = DEFAULT_TAU, method = "multi-coin", payRule = DEFAULT_PAY_RULE } = policy;
  checkTau(tau);
  checkTerms({ beta, unit });
  if (payRule !== DEFAULT_PAY_RULE)
    throw new RangeError(`referee: the file pays by ${DEFAULT_PAY_RULE}, not ${payRule}`);
  const names = OUTPUTS.map(({ name }) => name);
  const found = await runIntegers(session, feedsOf(input, { beta, tau, method: METHOD_NUMBERS[method] }), names);
  const list = (name: (typeof OUTPUTS)[number]["name"]) => found.get(name) ?? new Int32Array(0);
  const answers = list("answers");
  const payShare = list("payShare");
  return {
    tempered: list("tempered"),
    entropy: list("entropy"),
    score: list("score"),
    mean: list("mean"),
    information: list("information")[0] as number,
    scoreSum: list("scoreSum"),
    meanScore: list("meanScore"),
    rho: list("rho"),
    baseShare: list("baseShare"),
    payShare,
    amount: Array.from(payShare, (share, w) => amountOf(answers[w] as number, share, unit)),
    mode: MODES[list("mode")[0] as number] as Mode,
    rounds: list("rounds")[0] as number,
    posterior: list("posterior"),
    skill: list("skill"),
    start,
    answers,
  };
}

/** The file's inputs; what is absent is neutral: no gold, no open gate, nothing seen, everybody alone, no standing. */
function feedsOf(
  input: RefereeInput,
  { beta, tau, method }: { beta: number; tau: number; method: number },
): Readonly<Record<string, IntegerTensor>> {
  const { item, annotator, label, items, annotators, classes } = input;
  const { gold, gate, prior, seen, suggestions, cluster, standing } = input;
  const list = (data: Int32Array) => ({ data, dims: [data.length] });
  const scalar = (value: number) => ({ data: Int32Array.of(value), dims: [] });
  const rows = (data: Int32Array = new Int32Array(0)) =>
    data.length > 0
      ? { data, dims: [data.length / classes, classes] }
      : { data: new Int32Array(classes), dims: [1, classes] };
  return {
    item: list(item),
    annotator: list(annotator),
    label: list(label),
    gold: list(gold ?? new Int32Array(items).fill(-1)),
    gate: list(gate ?? new Int32Array(items)),
    prior: rows(prior),
    seen: list(seen ?? new Int32Array(item.length).fill(-1)),
    suggestions: rows(suggestions),
    cluster: list(cluster ?? Int32Array.from({ length: annotators }, (_, w) => w)),
    standing: list(standing ?? new Int32Array(annotators)),
    tau: scalar(tau),
    beta: scalar(beta),
    method: scalar(method),
  };
}
