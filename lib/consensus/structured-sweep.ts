import type { AccountNo } from "@/lib/kernel/ids";
import { ONE_Q16 } from "@/lib/kernel/q16";
import type { AnyTaskType } from "@/lib/task-types/task-type";
import { fineness } from "./decide";
import { decideStructured, type StructuredDecision, spaceOf } from "./decide-structured";
import type { SweepOutcome, SweptBounty } from "./ports";
import type { QualityReport } from "./quality-report";
import { answersHistogram, pace } from "./report-shapes";
import { structuredAgreement } from "./structured-agreement";
import { COUNTED, GOLD, SPARE, type Sweep } from "./sweep";
import { askTerms, decisionTerms } from "./terms";

/** One annotation with its names resolved. */
type StructuredReading = {
  readonly item: string;
  readonly annotator: string;
  readonly annotatorNo: number;
  readonly answer: unknown;
  readonly kind: number;
  readonly leadMs: number;
  readonly atMs: number;
  /** The suggestion that was on the screen; undefined where none was. */
  readonly shown: unknown;
};

/** What a sweep over a bounty amounts to whose answers are no classes. Pure. */
export function structuredOutcome(bounty: SweptBounty, taskType: AnyTaskType, sweep: Sweep): SweepOutcome {
  const readings = read(sweep);
  const counting = readings.filter(({ kind }) => kind !== SPARE);
  const terms = { ...decisionTerms(bounty.manifest, 0), taking: bounty.state === "open" };
  const space = spaceOf(taskType, bounty.config);
  const items = [...sweep.items.values()];
  const known = items.filter(({ gold }) => gold !== undefined && gold !== null);
  const gold = new Map(known.map(({ hash, gold: answer }) => [hash, answer]));
  const wants = new Map([...(sweep.wants ?? [])].map(([no, want]) => [sweep.items.get(no)?.hash ?? "", want]));
  const decision = decideStructured(counting, terms, space, { gold, wants });
  const itemNoOf = new Map([...sweep.items].map(([itemNo, { hash }]) => [hash, itemNo]));
  const noOf = new Map(readings.map(({ annotator, annotatorNo }) => [annotator, BigInt(annotatorNo) as AccountNo]));
  return {
    version: readings.length,
    items: decision.items.map(({ item, ...found }) => ({
      ...found,
      ...{ itemNo: itemNoOf.get(item) ?? -1, category: null, posteriorQ16: [], temperedQ16: [] },
      // Doubt in place of entropy, so that the items in doubt come first wherever rows are sorted by it.
      entropyQ10: (ONE_Q16 - found.certaintyQ16) >> 6,
    })),
    annotators: decision.annotators.flatMap(({ annotator, ...found }) => {
      const annotatorNo = noOf.get(annotator);
      return annotatorNo === undefined ? [] : [{ ...found, annotatorNo }];
    }),
    report: reportOf(bounty, readings, decision, gold, {
      unit: terms.unit,
      coefficients: structuredAgreement(counting, space),
    }),
    asks: askTerms(bounty.manifest, bounty.items),
  };
}

function read({ answers, items, annotators }: Sweep): StructuredReading[] {
  return answers.itemNo.map((itemNo, i) => {
    const annotatorNo = answers.annotatorNo[i] ?? -1;
    const item = items.get(itemNo);
    const annotator = annotators.get(annotatorNo);
    if (!item || !annotator) throw new RangeError(`sweep: no item ${itemNo} or annotator ${annotatorNo}`);
    return {
      ...{ item: item.hash, annotator, annotatorNo },
      answer: JSON.parse(answers.answer[i] ?? "null"),
      kind: answers.kind[i] ?? COUNTED,
      leadMs: answers.leadMs[i] ?? 0,
      atMs: answers.atMs[i] ?? 0,
      shown: suggestedBy(answers.shown[i] ?? null),
    };
  });
}

const suggestedBy = (shown: string | null): unknown =>
  shown === null ? undefined : (JSON.parse(shown) as { readonly answer: unknown }).answer;

function reportOf(
  { items, goldItems }: SweptBounty,
  readings: readonly StructuredReading[],
  decision: StructuredDecision,
  gold: ReadonlyMap<string, unknown>,
  { unit, coefficients }: { unit: bigint; coefficients: QualityReport["coefficients"] },
): QualityReport {
  const work = decision.items.filter(({ item }) => !gold.has(item));
  const count = (wanted: number) => readings.filter(({ kind }) => kind === wanted).length;
  const tally = (pick: "goldSeen" | "goldRight") => decision.annotators.reduce((sum, row) => sum + row[pick], 0);
  const permilleOf = (id: string) => coefficients.find((row) => row.id === id)?.permille ?? null;
  const blind = slice(readings.filter(({ kind, shown }) => kind !== SPARE && shown === undefined));
  const assisted = slice(readings.filter(({ kind, shown }) => kind !== SPARE && shown !== undefined));
  return {
    version: readings.length,
    mode: decision.verdict?.result.mode ?? "none",
    rounds: decision.verdict?.result.rounds ?? 0,
    answers: { counted: count(COUNTED), gold: count(GOLD), spare: count(SPARE) },
    ...{ items, goldItems },
    annotators: new Set(readings.map(({ annotatorNo }) => annotatorNo)).size,
    finenessPermille: fineness(work),
    resolved: work.filter(({ state }) => state === "resolved").length,
    contested: work.filter(({ state }) => state === "contested").length,
    agreementPermille: permilleOf("percent"),
    alphaPermille: permilleOf("alpha-distance"),
    blindAlphaPermille: null,
    coefficients,
    goldSeen: tally("goldSeen"),
    goldRight: tally("goldRight"),
    ...{ labels: [], confusion: [], history: [] },
    itemsByAnswers: answersHistogram(work, items),
    ...pace(readings),
    blind,
    assisted: { ...assisted, wrongShown: 0, wrongFollowed: 0 },
    scores: null,
    costUnits: costOf(readings, decision, unit).toString(),
  };
}

/** Time and number of some answers. Whether one was right is told by the annotators' rows. */
function slice(readings: readonly StructuredReading[]): QualityReport["blind"] {
  const leads = readings.map(({ leadMs }) => leadMs).sort((a, b) => a - b);
  return {
    ...{ answers: readings.length, rightPermille: null, goldSeen: 0, goldRight: 0 },
    medianLeadMs: leads[Math.floor((leads.length - 1) / 2)] ?? null,
  };
}

/** What the answers so far would be paid: each annotator's amount, and the base share of spare answers. */
function costOf(readings: readonly StructuredReading[], { verdict }: StructuredDecision, unit: bigint): bigint {
  if (!verdict) return 0n;
  const { hearing, result } = verdict;
  return hearing.annotators.reduce((sum, annotator, w) => {
    const spare = readings.filter((reading) => reading.kind === SPARE && reading.annotator === annotator).length;
    const base = (BigInt(spare) * unit * BigInt(result.baseShare[w] ?? 0)) / BigInt(ONE_Q16);
    return sum + (result.amount[w] ?? 0n) + base;
  }, 0n);
}
