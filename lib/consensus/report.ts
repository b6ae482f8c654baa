import { ONE_Q16 } from "@/lib/kernel/q16";
import { agreement, confusion, permille } from "./agreement";
import { agreementReport } from "./agreement-report";
import { type Decision, fineness } from "./decide";
import { historyOf } from "./history";
import type { QualityReport } from "./quality-report";
import { answersHistogram, pace } from "./report-shapes";
import { COUNTED, GOLD, type Hearing, type Reading, SPARE } from "./sweep";
import type { LabelCounts } from "./tally";

export type ReportInput = {
  readonly hearing: Hearing;
  readonly decision: Decision;
  readonly labels: readonly string[];
  readonly items: number;
  readonly goldItems: number;
  /** Price of one answer, base units. */
  readonly unit: bigint;
  /** How far apart two classes are, 0 to 1. */
  distance(k: number, l: number): number;
};

/** The aggregates of a sweep. Pure; floats inside, integers out: a report pays nobody. */
export function qualityReport(input: ReportInput): QualityReport {
  const { hearing, decision, labels, items, goldItems } = input;
  const { readings, counting } = hearing;
  const work = decision.items.filter(({ item }) => !hearing.facts.gold?.has(item));
  const truth = new Map(decision.items.map(({ item, category }) => [item, category]));
  const counts = labelCounts(counting, labels.length);
  const blind = counting.filter(({ shown, kind }) => shown === undefined && kind === COUNTED);
  const rows = [...counts.values()];
  const all = agreement(rows);
  const sums = counting.filter(({ kind }) => kind === GOLD);
  return {
    version: readings.length,
    mode: decision.verdict?.result.mode ?? "none",
    rounds: decision.verdict?.result.rounds ?? 0,
    answers: { counted: kindCount(readings, COUNTED), gold: sums.length, spare: kindCount(readings, SPARE) },
    items,
    goldItems,
    annotators: new Set(readings.map(({ annotatorNo }) => annotatorNo)).size,
    finenessPermille: fineness(work),
    resolved: work.filter(({ state }) => state === "resolved").length,
    contested: work.filter(({ state }) => state === "contested").length,
    agreementPermille: all.items > 0 ? permille(all.percent) : null,
    alphaPermille: permille(all.alpha),
    blindAlphaPermille: permille(agreement([...labelCounts(blind, labels.length).values()]).alpha),
    coefficients: agreementReport(counting, labels.length, input.distance),
    goldSeen: sums.length,
    goldRight: sums.filter(isGoldRight(hearing)).length,
    labels: [...labels],
    confusion: transposed(
      confusion(
        rows,
        [...counts.keys()].map((item) => truth.get(item) ?? -1),
        labels.length,
      ),
    ),
    itemsByAnswers: answersHistogram(work, items),
    ...pace(readings),
    history: historyOf(counting, labels.length),
    blind: slice(
      counting.filter(({ shown }) => shown === undefined),
      truth,
      hearing,
    ),
    assisted: assisted(
      counting.filter(({ shown }) => shown !== undefined),
      truth,
      hearing,
    ),
    scores: null,
    costUnits: cost(input).toString(),
  };
}

function labelCounts(answers: readonly Reading[], classes: number): Map<string, number[]> {
  const counts = new Map<string, number[]>();
  for (const { item, category } of answers) {
    const row = counts.get(item) ?? new Array<number>(classes).fill(0);
    row[category] = (row[category] ?? 0) + 1;
    counts.set(item, row);
  }
  return counts;
}

const kindCount = (readings: readonly Reading[], wanted: number): number =>
  readings.reduce((sum, { kind }) => sum + (kind === wanted ? 1 : 0), 0);

const isGoldRight =
  ({ facts }: Hearing) =>
  ({ item, category }: Reading): boolean =>
    facts.gold?.get(item) === category;

const transposed = (matrix: LabelCounts): number[][] => matrix.map((_, k) => matrix.map((row) => row[k] ?? 0));

function slice(answers: readonly Reading[], truth: ReadonlyMap<string, number>, hearing: Hearing) {
  const work = answers.filter(({ kind }) => kind === COUNTED);
  const right = work.filter(({ item, category }) => truth.get(item) === category).length;
  const golds = answers.filter(({ kind }) => kind === GOLD);
  return {
    answers: answers.length,
    rightPermille: work.length > 0 ? permille(right / work.length) : null,
    goldSeen: golds.length,
    goldRight: golds.filter(isGoldRight(hearing)).length,
    medianLeadMs: median(answers.map(({ leadMs }) => leadMs)),
  };
}

function assisted(answers: readonly Reading[], truth: ReadonlyMap<string, number>, hearing: Hearing) {
  const wrong = answers.filter(({ item, shown }) => truth.get(item) !== shown);
  const wrongFollowed = wrong.filter(({ category, shown }) => category === shown).length;
  return { ...slice(answers, truth, hearing), wrongShown: wrong.length, wrongFollowed };
}

function median(values: readonly number[]): number | null {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor((sorted.length - 1) / 2)] ?? null;
}

/** What the answers so far would be paid: each annotator's amount, and the base share of spare answers. */
function cost({ hearing, decision, unit }: ReportInput): bigint {
  const { verdict } = decision;
  if (!verdict) return 0n;
  const spares = new Map<string, bigint>();
  for (const { annotator, kind } of hearing.readings) {
    if (kind === SPARE) spares.set(annotator, (spares.get(annotator) ?? 0n) + 1n);
  }
  return verdict.hearing.annotators.reduce((sum, annotator, w) => {
    const base = BigInt(verdict.result.baseShare[w] ?? 0);
    const spare = ((spares.get(annotator) ?? 0n) * unit * base) / BigInt(ONE_Q16);
    return sum + (verdict.result.amount[w] ?? 0n) + spare;
  }, 0n);
}
