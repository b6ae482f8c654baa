import type { RefereeInput } from "@/lib/referee/input";
import type { PayRuleName } from "@/lib/referee/pay-rules";
import type { RefereePolicy } from "@/lib/referee/referee";
import type { AnyTaskType } from "@/lib/task-types/task-type";
import { openCase } from "./case";
import { type Categorical, categorical, hasClasses } from "./categorical";
import { type AnnotatorDecision, decide, type Judging, refereePolicy } from "./decide";
import { decideStructured, spaceOf } from "./decide-structured";
import type { StructuredAnswer, StructuredFacts } from "./structured-case";

/** An answer of any type; `seen` is the Q16 posterior of what was on the screen, for answers that are classes. */
export type JudgedAnswer = StructuredAnswer & { readonly seen?: readonly number[] | undefined };

export type JudgeTerms = {
  readonly betaQ16: number;
  readonly tauQ10: number;
  readonly payRule?: PayRuleName | undefined;
  /** As the bounty's manifest names it; today's where it is left out or unknown here. */
  readonly refereeVersion?: string | undefined;
  readonly unit: bigint;
};

/** One item's label: with its class and posteriors where answers are classes, else with its certainty. */
export type Label = { readonly item: string; readonly answer: unknown } & (
  | {
      readonly category: number;
      readonly posteriorQ16: readonly number[];
      readonly temperedQ16: readonly number[];
      readonly entropyQ10: number;
    }
  | { readonly certaintyQ16: number }
);

/** What settles a bounty, whichever referee its task type calls for. */
export type Judgement = {
  /** Sorted by item. */
  readonly labels: readonly Label[];
  /** Sorted by item and annotator. */
  readonly credits: readonly {
    readonly item: string;
    readonly annotator: string;
    readonly scoreQ10: number;
    /** Only for pay rules that ask for it. */
    readonly agreementQ16?: number;
  }[];
  /** Sorted by annotator. */
  readonly annotators: readonly (AnnotatorDecision & { readonly payShareQ16: number; readonly baseShareQ16: number })[];
};

/**
 * Labels, credit and pay shares of a bounty's answers: by classes where the task type has them, else by its distance.
 * `judging` stands in for the referee of classes: something that gives its bits.
 */
export function judge(
  taskType: AnyTaskType,
  config: unknown,
  answers: readonly JudgedAnswer[],
  terms: JudgeTerms,
  known: StructuredFacts,
  judging?: Judging,
): Judgement {
  return hasClasses(taskType)
    ? judgeClasses(categorical(taskType, config), answers, { terms, judging }, known)
    : judgeStructured(taskType, config, answers, terms, known);
}

/** What `judge` asks the referee of classes; undefined where answers are no classes, or there are none. */
export function askedOfReferee(
  taskType: AnyTaskType,
  config: unknown,
  answers: readonly JudgedAnswer[],
  terms: JudgeTerms,
  known: StructuredFacts,
): { readonly input: RefereeInput; readonly policy: RefereePolicy } | undefined {
  if (!hasClasses(taskType) || answers.length === 0) return undefined;
  const type = categorical(taskType, config);
  const { votes, facts } = inClasses(type, answers, known);
  return { input: openCase(votes, type.classes, facts).input, policy: refereePolicy(terms) };
}

// Overlap and acceptance only name an item's state, which pays nobody and is not in the evidence.
const ANY_STATE = { overlap: 1, acceptQ16: 0 } as const;

function judgeClasses(
  type: Categorical,
  answers: readonly JudgedAnswer[],
  { terms, judging }: { readonly terms: JudgeTerms; readonly judging: Judging | undefined },
  known: StructuredFacts,
): Judgement {
  const { votes, facts } = inClasses(type, answers, known);
  const decision = decide(votes, { classes: type.classes, ...ANY_STATE, ...terms }, facts, judging);
  return {
    labels: decision.items.map(({ item, category, posteriorQ16, temperedQ16, entropyQ10 }) => {
      return { item, answer: type.answer(category), category, posteriorQ16, temperedQ16, entropyQ10 };
    }),
    ...paid(decision),
  };
}

function inClasses(type: Categorical, answers: readonly JudgedAnswer[], { gold, ...known }: StructuredFacts) {
  const votes = answers.map(({ answer, ...rest }) => ({ ...rest, category: type.category(answer) }));
  const classes = new Map([...(gold ?? [])].map(([item, answer]) => [item, type.category(answer)]));
  return { votes, facts: { ...known, gold: classes } };
}

function judgeStructured(
  taskType: AnyTaskType,
  config: unknown,
  answers: readonly JudgedAnswer[],
  terms: JudgeTerms,
  known: StructuredFacts,
): Judgement {
  const decision = decideStructured(answers, { ...ANY_STATE, ...terms }, spaceOf(taskType, config), known);
  return {
    labels: decision.items.map(({ item, answer, certaintyQ16 }) => ({ item, answer, certaintyQ16 })),
    ...paid(decision),
  };
}

type Verdict = {
  readonly hearing: {
    readonly input: { readonly item: Int32Array; readonly annotator: Int32Array };
    readonly items: readonly string[];
    readonly annotators: readonly string[];
  };
  readonly result: {
    readonly score: Int32Array;
    readonly agreement?: Int32Array | undefined;
    readonly payShare: Int32Array;
    readonly baseShare: Int32Array;
  };
};

function paid(decision: {
  readonly verdict: Verdict | undefined;
  readonly annotators: readonly AnnotatorDecision[];
}): Pick<Judgement, "credits" | "annotators"> {
  const { verdict, annotators } = decision;
  if (!verdict) return { credits: [], annotators: [] };
  const { hearing, result } = verdict;
  return {
    credits: Array.from(hearing.input.item, (t, i) => ({
      item: hearing.items[t] ?? "",
      annotator: hearing.annotators[hearing.input.annotator[i] ?? -1] ?? "",
      scoreQ10: result.score[i] ?? 0,
      ...(result.agreement && { agreementQ16: result.agreement[i] ?? 0 }),
    })),
    annotators: annotators.map((row, w) => ({
      ...row,
      payShareQ16: result.payShare[w] ?? 0,
      baseShareQ16: result.baseShare[w] ?? 0,
    })),
  };
}
