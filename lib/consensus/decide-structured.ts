import { ONE_Q16 } from "@/lib/kernel/q16";
import type { PayRuleName } from "@/lib/referee/pay-rules";
import type { AnswerSpace } from "@/lib/referee/structured/input";
import { similarity } from "@/lib/referee/structured/similarity";
import { type StructuredResult, structuredReferee } from "@/lib/referee/structured/structured-referee";
import { isStructuredVersion, STRUCTURED_VERSION } from "@/lib/referee/structured/versions";
import { medoid } from "@/lib/task-types/medoid";
import type { AnyTaskType } from "@/lib/task-types/task-type";
import type { AnnotatorDecision, ItemDecision } from "./decide";
import { type AcceptTerms, judgeItem } from "./item-state";
import {
  openStructuredCase,
  type StructuredAnswer,
  type StructuredCase,
  type StructuredFacts,
} from "./structured-case";

export type StructuredTerms = AcceptTerms & {
  readonly overlap: number;
  readonly betaQ16: number;
  readonly payRule?: PayRuleName | undefined;
  /** As the bounty's manifest names it; today's where it is left out or unknown here. */
  readonly refereeVersion?: string | undefined;
  readonly unit: bigint;
};

export type StructuredItem = Omit<ItemDecision, "category" | "posteriorQ16" | "temperedQ16" | "entropyQ10"> & {
  readonly answer: unknown;
};

export type StructuredDecision = {
  readonly verdict: { readonly hearing: StructuredCase; readonly result: StructuredResult<unknown> } | undefined;
  /** Sorted by item; items that have at least one answer. */
  readonly items: readonly StructuredItem[];
  /** Sorted by annotator. */
  readonly annotators: readonly AnnotatorDecision[];
};

/** A gold answer is passed by answers at least this much like it, Q16: three quarters. Told, never paid by. */
const LIKE_GOLD = (3 * ONE_Q16) / 4;

/** The task type's distance and merge under one config. */
export const spaceOf = (taskType: AnyTaskType, config: unknown): AnswerSpace<unknown> => ({
  distance: (a, b) => taskType.distance(a, b, config),
  merge: (votes) => (taskType.merge ? taskType.merge(votes, config) : medoid(taskType, config, votes)),
});

/** What answers amount to that are no classes. Pure: the same answers in any order give the same decision. */
export function decideStructured(
  answers: readonly StructuredAnswer[],
  terms: StructuredTerms,
  space: AnswerSpace<unknown>,
  known: StructuredFacts & { readonly wants?: ReadonlyMap<string, number> | undefined } = {},
): StructuredDecision {
  if (answers.length === 0) return { verdict: undefined, items: [], annotators: [] };
  const hearing = openStructuredCase(answers, known);
  const { unit, betaQ16: beta, payRule, refereeVersion: named = STRUCTURED_VERSION } = terms;
  const version = isStructuredVersion(named) ? named : STRUCTURED_VERSION;
  const result = structuredReferee(hearing.input, space, { unit, beta, payRule, version });
  const items = hearing.items.map((item, t): StructuredItem => {
    const want = known.wants?.get(item) ?? terms.overlap;
    const certaintyQ16 = result.certainty[t] ?? 0;
    const given = (result.start[t + 1] ?? 0) - (result.start[t] ?? 0);
    const isGold = hearing.input.gold?.has(t) ?? false;
    const counted = result.mode === "unweighted";
    const { state, asks } = judgeItem({ isGold, answers: given, want, certaintyQ16, tied: false, counted }, terms);
    const askFrom = asks ? want : undefined;
    return { item, answer: result.consensus[t], certaintyQ16, answers: given, state, askFrom };
  });
  return { verdict: { hearing, result }, items, annotators: annotatorsOf(hearing, result, space) };
}

function annotatorsOf(
  { input, annotators }: StructuredCase,
  result: StructuredResult<unknown>,
  space: AnswerSpace<unknown>,
): AnnotatorDecision[] {
  const seen = new Int32Array(annotators.length);
  const right = new Int32Array(annotators.length);
  input.annotator.forEach((w, i) => {
    const t = input.item[i] ?? -1;
    if (!input.gold?.has(t)) return;
    seen[w] = (seen[w] ?? 0) + 1;
    if (similarity(space, input.answer[i], input.gold.get(t)) >= LIKE_GOLD) right[w] = (right[w] ?? 0) + 1;
  });
  return annotators.map((annotator, w) => ({
    annotator,
    answers: result.answers[w] ?? 0,
    goldSeen: seen[w] ?? 0,
    goldRight: right[w] ?? 0,
    reliabilityQ16: result.reliability[w] ?? 0,
    scoreQ10: result.meanScore[w] ?? 0,
    rhoQ16: result.rho[w] ?? 0,
  }));
}
