import { z } from "zod";
import { ownedOr } from "@/lib/bounties/sight";
import { type Caller, requireSystem } from "@/lib/kernel/caller";
import { AppError } from "@/lib/kernel/errors";
import type { AccountNo, BountyId, BountyNo } from "@/lib/kernel/ids";
import { ONE_Q16 } from "@/lib/kernel/q16";
import { taskTypeOf } from "@/lib/task-types/registry";
import { type Applied, applyAnswers } from "./apply-answers";
import { type Categorical, categorical, hasClasses } from "./categorical";
import { comparedScores, comparesThings } from "./compared-scores";
import { type Decision, decide } from "./decide";
import type { ConsensusDeps } from "./deps";
import { type LiveBounty, openLiveBounty } from "./live-bounty";
import type { SweepOutcome, SweptBounty } from "./ports";
import { QualityReport } from "./quality-report";
import { type QualityView, qualityView } from "./quality-view";
import { qualityReport } from "./report";
import { structuredOutcome } from "./structured-sweep";
import { type Hearing, hear, type Sweep } from "./sweep";
import { askTerms, decisionTerms } from "./terms";

export type ResolveOutcome = "saved" | "older" | "nothing";

/**
 * For the worker: recomputes labels, reliabilities and the report of a bounty from all its annotations. Idempotent;
 * two at once do no harm, the one that has read more wins.
 */
export async function resolve(
  { sweeps, desk }: ConsensusDeps,
  caller: Caller,
  bountyNo: BountyNo,
): Promise<ResolveOutcome> {
  requireSystem(caller);
  const bounty = await sweeps.byNo(bountyNo);
  if (!bounty || (bounty.state !== "open" && bounty.state !== "closed")) return "nothing";
  const { outcome, live } = hearBounty(bounty, await sweeps.load(bountyNo, { payloads: comparesThings(bounty) }));
  if (live && bounty.state === "open") desk.put(bountyNo, live);
  return (await sweeps.save(bountyNo, outcome)) ? "saved" : "older";
}

/** For the worker: applies the answers that nobody has applied yet, on top of the last sweep (`applyAnswers`). */
export async function apply(deps: ConsensusDeps, caller: Caller, bountyNo: BountyNo): Promise<Applied> {
  requireSystem(caller);
  return applyAnswers(deps, bountyNo, (bounty, sweep) => judge(bounty, sweep)?.live());
}

/** For the worker: bounties whose last sweep has not read every annotation. Found work is queued by the caller. */
export async function stale({ sweeps }: Pick<ConsensusDeps, "sweeps">, caller: Caller): Promise<readonly BountyNo[]> {
  requireSystem(caller);
  return sweeps.stale();
}

export const QualityInput = z.object({ id: z.string() });

const CONTESTED_ROWS = 50;
const REPORTED_ROWS = 50;

/** The owner's view of a bounty's quality, as of the last sweep. */
export async function quality(
  { sweeps }: Pick<ConsensusDeps, "sweeps">,
  caller: Caller,
  { id }: z.infer<typeof QualityInput>,
): Promise<QualityView> {
  const none = new AppError("not_found", `There is no bounty "${id}".`);
  const bounty = ownedOr(none, await sweeps.byId(id as BountyId), caller);
  const [report, annotators, contested, states, remarks, modelCard] = await Promise.all([
    sweeps.report(bounty.no),
    sweeps.annotators(bounty.no),
    sweeps.contested(bounty.no, CONTESTED_ROWS),
    sweeps.states(bounty.no),
    sweeps.remarks(bounty.no, REPORTED_ROWS),
    sweeps.modelCard(bounty.no),
  ]);
  return qualityView({
    bounty,
    report: report && { ...report, report: QualityReport.parse(report.report) },
    annotators,
    contested,
    states,
    remarks,
    modelCard,
    labels: hasClasses(taskTypeOf(bounty.taskType)) ? labelsOf(bounty, categoricalOf(bounty)) : [],
    contentOf: (payload) => taskTypeOf(bounty.taskType).features?.(payload),
  });
}

/** Load → decide: what a sweep amounts to. Pure. */
export const sweepOutcome = (bounty: SweptBounty, sweep: Sweep): SweepOutcome => hearBounty(bounty, sweep).outcome;

type Heard = { readonly outcome: SweepOutcome; readonly live: LiveBounty | undefined };

/** The same, and the state from which answers go on one by one (undefined before the first one). Pure. */
function hearBounty(bounty: SweptBounty, sweep: Sweep): Heard {
  const judged = judge(bounty, sweep);
  if (judged) return { outcome: judged.outcome(), live: judged.live() };
  return { outcome: structuredOutcome(bounty, taskTypeOf(bounty.taskType), sweep), live: undefined };
}

/** The verdict on answers that are classes, undefined for others; what is made of it is made when asked for. Pure. */
function judge(bounty: SweptBounty, sweep: Sweep) {
  const taskType = taskTypeOf(bounty.taskType);
  if (!hasClasses(taskType)) return undefined;
  const types = categoricalOf(bounty);
  const hearing = hear(sweep, types);
  const terms = { ...decisionTerms(bounty.manifest, types.classes), taking: bounty.state === "open" };
  const decision = decide(hearing.counting, terms, hearing.facts);
  return {
    live: () => openLiveBounty(sweep, hearing, decision, terms, types),
    outcome: (): SweepOutcome => {
      const report = qualityReport({
        hearing,
        decision,
        labels: labelsOf(bounty, types),
        items: bounty.items,
        goldItems: bounty.goldItems,
        unit: terms.unit,
        distance: (k, l) => taskType.distance(types.answer(k), types.answer(l), bounty.config) / ONE_Q16,
      });
      return {
        version: hearing.readings.length,
        items: consensusRows(decision, sweep, types),
        annotators: reliabilityRows(decision, hearing),
        report: { ...report, scores: comparedScores(bounty, sweep, hearing.counting) },
        asks: askTerms(bounty.manifest, bounty.items),
      };
    },
  };
}

function categoricalOf({ taskType, config }: SweptBounty): Categorical {
  return categorical(taskTypeOf(taskType), config);
}

function labelsOf({ taskType, config }: SweptBounty, types: Categorical): string[] {
  const row = (k: number) => taskTypeOf(taskType).toRow(types.answer(k), config);
  return Array.from({ length: types.classes }, (_, k) => Object.values(row(k)).map(String).join("|"));
}

function consensusRows(decision: Decision, { items }: Sweep, types: Categorical): SweepOutcome["items"] {
  const itemNoOf = new Map([...items].map(([itemNo, { hash }]) => [hash, itemNo]));
  return decision.items.map(({ item, ...found }) => ({
    ...found,
    itemNo: itemNoOf.get(item) ?? -1,
    answer: types.answer(found.category),
  }));
}

function reliabilityRows({ annotators }: Decision, { readings }: Hearing): SweepOutcome["annotators"] {
  const noOf = new Map(readings.map(({ annotator, annotatorNo }) => [annotator, BigInt(annotatorNo) as AccountNo]));
  return annotators.flatMap(({ annotator, ...found }) => {
    const annotatorNo = noOf.get(annotator);
    return annotatorNo === undefined ? [] : [{ ...found, annotatorNo }];
  });
}
