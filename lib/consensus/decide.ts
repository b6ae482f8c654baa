import { ONE_Q16 } from "@/lib/kernel/q16";
import type { PayRuleName } from "@/lib/referee/pay-rules";
import { type RefereePolicy, type RefereeResult, referee } from "@/lib/referee/referee";
import { type Case, type CategoricalAnswer, type KnownFacts, openCase } from "./case";
import { type AcceptTerms, type ItemState, judgeItem } from "./item-state";

export type DecisionTerms = AcceptTerms & {
  readonly classes: number;
  /** Answers wanted an item, where `known.wants` says nothing else: below it an item is open. */
  readonly overlap: number;
  readonly betaQ16: number;
  readonly tauQ10: number;
  readonly payRule?: PayRuleName | undefined;
  /** Price of one answer, base units. */
  readonly unit: bigint;
};

export type ItemDecision = {
  readonly item: string;
  readonly category: number;
  readonly posteriorQ16: readonly number[];
  /** Calibrated: the posterior to publish. */
  readonly temperedQ16: readonly number[];
  /** Tempered probability of `category`. */
  readonly certaintyQ16: number;
  readonly entropyQ10: number;
  readonly answers: number;
  readonly state: ItemState;
  /** The answers it wanted when it was judged, where one more should be asked for; else undefined. */
  readonly askFrom: number | undefined;
};

export type AnnotatorDecision = {
  readonly annotator: string;
  readonly answers: number;
  readonly goldSeen: number;
  readonly goldRight: number;
  /** Chance of a right answer under the bounty's class shares. */
  readonly reliabilityQ16: number;
  /** Mean score of its answers, shrunk. */
  readonly scoreQ10: number;
  readonly rhoQ16: number;
};

export type Decision = {
  /** The referee's own output, for settlement; undefined when there are no answers. */
  readonly verdict: { readonly hearing: Case; readonly result: RefereeResult } | undefined;
  /** Sorted by item; items that have at least one answer. */
  readonly items: readonly ItemDecision[];
  /** Sorted by annotator. */
  readonly annotators: readonly AnnotatorDecision[];
};

/** What the referee is asked under these terms. */
export function refereePolicy({
  unit,
  betaQ16: beta,
  tauQ10: tau,
  payRule,
}: Pick<DecisionTerms, "unit" | "betaQ16" | "tauQ10" | "payRule">): RefereePolicy {
  return { unit, beta, tau, payRule };
}

/** The referee, or what gives its bits. */
export type Judging = (input: Case["input"], policy: RefereePolicy) => RefereeResult;

/** What the answers of a categorical bounty amount to. Pure: the same answers in any order give the same decision. */
export function decide(
  answers: readonly CategoricalAnswer[],
  terms: DecisionTerms,
  known: KnownFacts = {},
  judging: Judging = referee,
): Decision {
  if (answers.length === 0) return { verdict: undefined, items: [], annotators: [] };
  const hearing = openCase(answers, terms.classes, known);
  const result = judging(hearing.input, refereePolicy(terms));
  return {
    verdict: { hearing, result },
    items: hearing.items.map((item, t) => itemDecision(hearing, result, terms, known.wants?.get(item), t)),
    annotators: annotatorDecisions(hearing, result),
  };
}

/** Mean tempered certainty × 1000, an integer 0..1000; 0 without items. */
export function fineness(items: readonly Pick<ItemDecision, "certaintyQ16">[]): number {
  const sum = items.reduce((total, { certaintyQ16 }) => total + certaintyQ16, 0);
  return items.length === 0 ? 0 : Math.floor((sum * 1000) / (items.length * ONE_Q16));
}

function itemDecision(
  { input, items }: Case,
  result: RefereeResult,
  terms: DecisionTerms,
  wanted: number | undefined,
  t: number,
): ItemDecision {
  const { classes, overlap } = terms;
  const want = wanted ?? overlap;
  const posteriorQ16 = [...result.posterior.subarray(t * classes, (t + 1) * classes)];
  const temperedQ16 = [...result.tempered.subarray(t * classes, (t + 1) * classes)];
  const best = Math.max(...posteriorQ16);
  const category = posteriorQ16.indexOf(best);
  const certaintyQ16 = temperedQ16[category] ?? 0;
  const answers = (result.start[t + 1] ?? 0) - (result.start[t] ?? 0);
  const tied = posteriorQ16.lastIndexOf(best) !== category;
  const isGold = (input.gold?.[t] ?? -1) >= 0;
  const counted = result.mode === "majority";
  const { state, asks } = judgeItem({ isGold, answers, want, certaintyQ16, tied, counted }, terms);
  return {
    item: items[t] ?? "",
    category,
    posteriorQ16,
    temperedQ16,
    certaintyQ16,
    entropyQ10: result.entropy[t] ?? 0,
    answers,
    state,
    askFrom: asks ? want : undefined,
  };
}

function annotatorDecisions({ input, annotators }: Case, result: RefereeResult): AnnotatorDecision[] {
  const seen = new Int32Array(annotators.length);
  const right = new Int32Array(annotators.length);
  input.annotator.forEach((w, i) => {
    const known = input.gold?.[input.item[i] ?? -1] ?? -1;
    if (known < 0) return;
    seen[w] = (seen[w] ?? 0) + 1;
    if (known === input.label[i]) right[w] = (right[w] ?? 0) + 1;
  });
  const reliability = result.mode === "majority" ? agreementShares(input, result) : expectedAccuracy(input, result);
  return annotators.map((annotator, w) => ({
    annotator,
    answers: result.answers[w] ?? 0,
    goldSeen: seen[w] ?? 0,
    goldRight: right[w] ?? 0,
    reliabilityQ16: reliability[w] ?? 0,
    scoreQ10: result.meanScore[w] ?? 0,
    rhoQ16: result.rho[w] ?? 0,
  }));
}

/** Σ_k mean(k)·skill(w, k): what share of its answers should be right. */
function expectedAccuracy({ annotators, classes }: Case["input"], { mean, skill }: RefereeResult): Int32Array {
  const whole = mean.reduce((sum, share) => sum + share, 0);
  return Int32Array.from({ length: annotators }, (_, w) => {
    const right = mean.reduce((sum, share, k) => sum + share * (skill[w * classes + k] ?? 0), 0);
    return Math.floor(right / Math.max(1, whole));
  });
}

/** Where there is no model of the annotators: mean vote share of its labels, drawn to chance by four answers. */
function agreementShares(input: Case["input"], { posterior, answers }: RefereeResult): Int32Array {
  const { item, annotator, label, classes, annotators } = input;
  const sum = new Float64Array(annotators);
  annotator.forEach((w, i) => {
    sum[w] = (sum[w] ?? 0) + (posterior[(item[i] ?? 0) * classes + (label[i] ?? 0)] ?? 0);
  });
  const chance = Math.floor((4 * ONE_Q16) / classes);
  return Int32Array.from(sum, (total, w) => Math.floor((total + chance) / ((answers[w] ?? 0) + 4)));
}
