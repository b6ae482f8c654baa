import { z } from "zod";
import { PageInput, pageOf } from "@/lib/kernel/page";
import { taskTypeOf } from "@/lib/task-types/registry";
import { BOUNTY_STATES, type Bounty } from "./bounty";
import type { BountySummary, Eligibility } from "./bounty-view";

const SORTS = ["pay", "price", "left", "closing", "new"] as const;

/** What a reader of the market asks for. `mine` as a state means: the caller's own, in any state. */
export const MarketQuery = z.object({
  state: z.enum([...BOUNTY_STATES, "mine"]).default("open"),
  kind: z.string().max(60).optional(),
  q: z.string().trim().max(200).optional(),
  sort: z.enum(SORTS).default("new"),
  ...PageInput.shape,
});
export type MarketQuery = z.infer<typeof MarketQuery>;

/** What the rows of a bounty say of its progress. */
export type Progress = {
  readonly answersCounted: number;
  /** Answers asked for beyond items × overlap, because people disagreed. */
  readonly raised: number;
  readonly annotators: number;
  readonly medianLeadMs: number | undefined;
  readonly finenessPermille: number | undefined;
  /** Payload of one of its items. */
  readonly sample: unknown;
  /** The caller's standing: 0 active, 1 paused, 2 banned; undefined: never worked on it. */
  readonly standing: number | undefined;
};

/** One line of the market. */
export function summaryOf(bounty: Bounty, progress: Progress, caller: bigint | undefined): BountySummary {
  const taskType = taskTypeOf(bounty.taskType);
  const config = taskType.config().safeParse(bounty.config);
  const answersWanted = bounty.itemCount * bounty.policy.overlap + progress.raised;
  const answersLeft = Math.max(0, answersWanted - progress.answersCounted);
  const { medianLeadMs } = progress;
  return {
    id: bounty.id,
    state: bounty.state,
    title: bounty.title,
    taskType: bounty.taskType,
    taskTitle: taskType.title,
    kind: kindOf(bounty.taskType, progress.sample),
    labels: config.success ? (taskType.classes?.(config.data) ?? null) : null,
    owner: bounty.owner.address,
    mine: caller === bounty.owner.no,
    priceUnits: bounty.priceUnits.toString(),
    items: bounty.itemCount,
    overlap: bounty.policy.overlap,
    answersWanted,
    answersCounted: progress.answersCounted,
    answersLeft,
    annotators: progress.annotators,
    medianLeadMs: medianLeadMs ?? null,
    payPerHourUnits: medianLeadMs ? ((bounty.priceUnits * 3_600_000n) / BigInt(medianLeadMs)).toString() : null,
    finenessPermille: progress.finenessPermille ?? null,
    suggestions: bounty.policy.suggestions,
    deadlineS: bounty.deadlineS ?? null,
    openedAtS: secondsOf(bounty.openedAtMs),
    settledAtS: secondsOf(bounty.settledAtMs),
    eligibility: eligibility(bounty, progress, answersLeft, caller),
  };
}

/** What an item of this type shows, where its type says so. */
export const kindOf = (taskType: string, sample: unknown): BountySummary["kind"] =>
  sample === undefined ? null : (taskTypeOf(taskType).features?.(sample).kind ?? null);

type Row = { readonly bounty: Bounty; readonly progress: Progress };

/** What a list is: filtered by kind, counted, sorted, cut. The rows are those of the state and words that were asked for. */
export function marketOf<R extends Row>(rows: readonly R[], query: MarketQuery) {
  const all = rows.map((row) => ({ row, summary: summaryOf(row.bounty, row.progress, undefined) }));
  const byKind: Record<string, number> = {};
  for (const { summary } of all) if (summary.kind) byKind[summary.kind] = (byKind[summary.kind] ?? 0) + 1;
  const kept = all.filter(({ summary }) => !query.kind || summary.kind === query.kind);
  const sorted = kept.sort((a, b) => ORDER[query.sort](a.summary, b.summary));
  const { page, next } = pageOf(sorted, query, ({ summary }) => summary.id);
  return {
    listed: page.map(({ row }) => row),
    next,
    counts: {
      total: rows.length,
      byKind,
      answersLeft: all.reduce((sum, { summary }) => sum + summary.answersLeft, 0),
      lockedUnits: rows.reduce((sum, { bounty }) => sum + (bounty.frozen?.escrowUnits ?? 0n), 0n).toString(),
    },
  };
}

type Order = (a: BountySummary, b: BountySummary) => number;

const descending = (a: bigint, b: bigint) => (a < b ? 1 : a > b ? -1 : 0);
const newest: Order = (a, b) => (b.openedAtS ?? Infinity) - (a.openedAtS ?? Infinity) || (a.id < b.id ? -1 : 1);

const ORDER: Readonly<Record<(typeof SORTS)[number], Order>> = {
  pay: (a, b) => descending(BigInt(a.payPerHourUnits ?? 0), BigInt(b.payPerHourUnits ?? 0)) || newest(a, b),
  price: (a, b) => descending(BigInt(a.priceUnits), BigInt(b.priceUnits)) || newest(a, b),
  left: (a, b) => b.answersLeft - a.answersLeft || newest(a, b),
  closing: (a, b) => (a.deadlineS ?? Infinity) - (b.deadlineS ?? Infinity) || newest(a, b),
  new: newest,
};

function eligibility(bounty: Bounty, { standing }: Progress, left: number, caller: bigint | undefined): Eligibility {
  if (bounty.state !== "open") return "not-open";
  if (caller === undefined) return "sign-in";
  if (standing === 1) return "paused";
  if (standing === 2) return "banned";
  return left > 0 ? "ok" : "none-left";
}

export const secondsOf = (ms: number | undefined): number | null => (ms === undefined ? null : Math.floor(ms / 1000));
