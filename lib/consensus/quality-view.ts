import { canonicalJson } from "@/lib/kernel/canonical-json";
import { ONE_Q16 } from "@/lib/kernel/q16";
import type { ContestedRow, StateCounts, SweepStore, SweptBounty } from "./ports";
import type { QualityReport } from "./quality-report";
import { type RemarkRows, type RemarksView, remarksView } from "./remarks-view";

type Annotator = Awaited<ReturnType<SweepStore["annotators"]>>[number];

/** What the owner sees of a bounty's quality. Shares in thousandths. */
export type QualityView = {
  readonly bounty: {
    readonly id: string;
    readonly title: string;
    readonly state: string;
    readonly taskType: string;
    readonly items: number;
    readonly goldItems: number;
  };
  readonly labels: readonly string[];
  /** Null before the first answers were swept. */
  readonly report: QualityReport | null;
  readonly updatedAtMs: number | null;
  readonly annotators: readonly AnnotatorView[];
  readonly contested: readonly ContestedView[];
  /** Work items by state: open, saturated, resolved, contested; they add up to all. */
  readonly states: StateCounts;
  readonly remarks: RemarksView;
  /** The newest suggestion model's card, null without one. */
  readonly model: unknown;
};

export type AnnotatorView = {
  readonly address: string;
  readonly answers: number;
  readonly goldRight: number;
  readonly goldSeen: number;
  readonly reliabilityPermille: number;
  /** 95 % interval (Wilson) of the reliability, were each answer one trial. */
  readonly lowPermille: number;
  readonly highPermille: number;
  readonly rhoPermille: number;
  readonly state: "active" | "paused" | "banned";
};

export type ContestedView = {
  readonly id: string;
  readonly item: string;
  readonly text: string | null;
  readonly asset: string | null;
  readonly leads: LabelShare;
  readonly next: LabelShare;
  readonly entropyMillibits: number;
  readonly answers: number;
  readonly state: string;
};

export type LabelShare = { readonly label: string; readonly permille: number };

export type QualityViewInput = {
  readonly bounty: SweptBounty;
  readonly report: { readonly report: QualityReport; readonly updatedAtMs: number } | undefined;
  readonly annotators: readonly Annotator[];
  readonly contested: readonly ContestedRow[];
  readonly states: StateCounts;
  readonly remarks: RemarkRows;
  readonly modelCard: unknown;
  readonly labels: readonly string[];
  contentOf(payload: unknown): { kind: "text"; text: string } | { kind: "image"; asset: string } | undefined;
};

export function qualityView(input: QualityViewInput): QualityView {
  const { id, title, state, taskType, items, goldItems } = input.bounty;
  return {
    bounty: { id, title, state, taskType, items, goldItems },
    labels: input.labels,
    report: input.report?.report ?? null,
    updatedAtMs: input.report?.updatedAtMs ?? null,
    annotators: input.annotators.map(annotatorView),
    contested: input.contested.map((row) => contestedView(row, input)),
    states: allStates(input.states, items),
    remarks: remarksView(input.remarks, (payload) => input.contentOf(payload)),
    model: input.modelCard ?? null,
  };
}

/** Items without an answer have no row: they are open. */
function allStates({ saturated, resolved, contested }: StateCounts, items: number): StateCounts {
  return { open: Math.max(0, items - saturated - resolved - contested), saturated, resolved, contested };
}

const STATES = ["active", "paused", "banned"] as const;

function annotatorView(row: Annotator): AnnotatorView {
  const { low, high } = wilson(row.reliabilityQ16 / ONE_Q16, row.answers);
  return {
    address: row.address,
    answers: row.answers,
    goldRight: row.goldRight,
    goldSeen: row.goldSeen,
    reliabilityPermille: permille(row.reliabilityQ16),
    lowPermille: Math.round(low * 1000),
    highPermille: Math.round(high * 1000),
    rhoPermille: permille(row.rhoQ16),
    state: STATES[row.state] ?? "banned",
  };
}

/** Wilson (1927): the interval of a share seen in `n` trials that holds the true one 19 times of 20. */
export function wilson(share: number, n: number): { low: number; high: number } {
  const z = 1.96;
  const center = share + (z * z) / (2 * n);
  const reach = z * Math.sqrt((share * (1 - share)) / n + (z * z) / (4 * n * n));
  const scale = 1 + (z * z) / n;
  return n === 0 ? { low: 0, high: 1 } : { low: (center - reach) / scale, high: (center + reach) / scale };
}

function contestedView(row: ContestedRow, { labels, contentOf }: QualityViewInput): ContestedView {
  const content = contentOf(row.payload);
  const ranked = row.temperedQ16
    .map((q, k) => ({ label: labels[k] ?? String(k), permille: permille(q), first: k === row.category }))
    .sort((a, b) => Number(b.first) - Number(a.first) || b.permille - a.permille)
    .map(({ label, permille }) => ({ label, permille }));
  const nobody = { label: "", permille: 0 };
  return {
    id: row.id,
    item: row.hash,
    text: content?.kind === "text" ? content.text : content ? null : canonicalJson(row.payload),
    asset: content?.kind === "image" ? content.asset : null,
    leads: ranked[0] ?? nobody,
    next: ranked[1] ?? nobody,
    entropyMillibits: Math.floor((row.entropyQ10 * 1000) / 1024),
    answers: row.answers,
    state: row.state,
  };
}

const permille = (q16: number): number => Math.floor((q16 * 1000) / ONE_Q16);
