import { type IntegerTensor, type OnnxSession, openSession, runIntegers } from "@/lib/onnx/onnx-session";
import { checkInput } from "@/lib/referee/bounds";
import { DEFAULT_BETA, DEFAULT_TAU } from "@/lib/referee/constants";
import { checkTau } from "@/lib/referee/credit";
import type { Mode } from "@/lib/referee/finding";
import type { RefereeInput } from "@/lib/referee/input";
import { amountOf, checkTerms } from "@/lib/referee/pay";
import { DEFAULT_PAY_RULE, PAY_RULES, type PayRule, type PayRuleName } from "@/lib/referee/pay-rules";
import type { RefereePolicy, RefereeResult } from "@/lib/referee/referee";
import { METHOD_NUMBERS, MODES, OUTPUTS } from "./twin-ports";

/** What `referee` gives, without the state of EM that only the live referee goes on from. */
export type TwinResult = Omit<RefereeResult, "kept">;

/** The referee's ONNX file, loaded. */
export type Twin = {
  /** What `referee` gives, to the last bit, computed by the file. Throws the same RangeErrors. */
  run(input: RefereeInput, policy: RefereePolicy): Promise<TwinResult>;
  close(): Promise<void>;
};

/** Loads the bytes of models/referee-v1.onnx. Rejects when ONNX Runtime cannot read them. */
export async function openTwin(file: Uint8Array): Promise<Twin> {
  const session = await openSession(file);
  return { run: (input, policy) => runTwin(session, input, policy), close: () => session.release() };
}

async function runTwin(session: OnnxSession, input: RefereeInput, policy: RefereePolicy): Promise<TwinResult> {
  const { start } = checkInput(input);
  const { unit, beta = DEFAULT_BETA, tau = DEFAULT_TAU, method = "multi-coin", payRule = DEFAULT_PAY_RULE } = policy;
  checkTau(tau);
  checkTerms({ beta, unit });
  const names = OUTPUTS.map(({ name }) => name);
  const found = await runIntegers(session, feedsOf(input, { beta, tau, method: METHOD_NUMBERS[method] }), names);
  const list = (name: (typeof OUTPUTS)[number]["name"]) => found.get(name) ?? new Int32Array(0);
  const mode = MODES[list("mode")[0] as number] as Mode;
  const answers = list("answers");
  const { baseShare, payShare } =
    payRule === DEFAULT_PAY_RULE
      ? { baseShare: list("baseShare"), payShare: list("payShare") }
      : sharesBy(payRule, { input, beta, answers, rho: list("rho"), agreement: list("agreement"), mode });
  return {
    tempered: list("tempered"),
    entropy: list("entropy"),
    score: list("score"),
    mean: list("mean"),
    agreement: PAY_RULES[payRule].needsAgreement ? list("agreement") : undefined,
    information: list("information")[0] as number,
    scoreSum: list("scoreSum"),
    meanScore: list("meanScore"),
    rho: list("rho"),
    baseShare,
    payShare,
    amount: Array.from(payShare, (share, w) => amountOf(answers[w] as number, share, unit)),
    mode,
    rounds: list("rounds")[0] as number,
    posterior: list("posterior"),
    skill: list("skill"),
    start,
    answers,
  };
}

type Judged = {
  readonly input: RefereeInput;
  readonly beta: number;
  readonly answers: Int32Array;
  readonly rho: Int32Array;
  readonly agreement: Int32Array;
  readonly mode: Mode;
};

/** The shares of a rule other than the file's own, by the rule's pure function from the file's outputs. */
function sharesBy(name: PayRuleName, { input, beta, answers, rho, agreement, mode }: Judged) {
  const agreementSum = new Float64Array(answers.length);
  input.annotator.forEach((w, i) => {
    agreementSum[w] = (agreementSum[w] as number) + (agreement[i] as number);
  });
  const rule: PayRule = PAY_RULES[name];
  const informed = mode !== "majority";
  const shares = Array.from(answers, (given, w) =>
    rule.shares({
      ...{ answers: given, rho: rho[w] as number, agreementSum: agreementSum[w] as number, informed, beta },
      weight: 0, // Only `pmi-v1` asks for it, and that one is in the file.
    }),
  );
  return {
    baseShare: Int32Array.from(shares, ({ base }) => base),
    payShare: Int32Array.from(shares, ({ pay }) => pay),
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
