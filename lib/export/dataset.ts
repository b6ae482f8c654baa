import { QualityReport } from "@/lib/consensus/quality-report";
import { canonicalJson } from "@/lib/kernel/canonical-json";
import { taskTypeOf } from "@/lib/task-types/registry";
import { certaintyQ16, permille } from "./extras";
import type { LossLine } from "./loss";
import { answerOf, type Ontology } from "./ontology";
import { type ExtraView, extraViews, type OptionView, optionViews } from "./option-views";
import type { DatasetBatch, DatasetFacts, DatasetRecord, DatasetVersion } from "./ports";
import { formatsOf } from "./registry";
import { type DatasetRow, isGold } from "./row";

export type DatasetSummary = {
  readonly id: string;
  readonly title: string;
  readonly taskType: string;
  readonly state: string;
  readonly owner: string;
  readonly settledAtMs: number | null;
  readonly items: number;
  readonly goldItems: number;
  readonly answers: number;
  readonly annotators: number;
  readonly finenessPermille: number;
  readonly alphaPermille: number | null;
  /** Classes to choose from; 0 for types without them. */
  readonly classes: number;
  /** Batches whose evidence is public: each can be verified. */
  readonly batchIds: readonly string[];
};

export type DatasetView = DatasetSummary & {
  readonly guidelines: string;
  readonly manifestHash: string | null;
  /** The referee that judged it. */
  readonly referee: DatasetRecord["referee"];
  readonly labels: readonly { readonly label: string; readonly items: number }[];
  readonly agreementPermille: number | null;
  /** Items whose certainty did not reach the bounty's bar. */
  readonly uncertain: number;
  readonly paidUnits: string;
  readonly batches: readonly (Omit<DatasetBatch, "totalUnits"> & { readonly totalUnits: string })[];
  /** Released versions, first to last. */
  readonly versions: readonly DatasetVersion[];
  /** Formats that fit the task type, as the newest version amounts to. */
  readonly downloads: readonly DownloadView[];
};

export type DownloadView = {
  readonly format: string;
  readonly title: string;
  readonly use: string;
  readonly leavesOut: string;
  readonly options: readonly OptionView[];
  readonly extras: readonly ExtraView[];
  /** Null until the dataset is released: a moment after settlement. */
  readonly bytes: number | null;
  readonly rows: number | null;
  readonly sha256: string | null;
  /** What this dataset lost in this format, counted; null until it is released. */
  readonly loss: readonly LossLine[] | null;
};

/** One item as the page shows it. */
export type RowView = {
  readonly id: string;
  readonly item: string;
  readonly text: string | null;
  readonly asset: string | null;
  /** Whether the asset is a recording, to be heard instead of seen. */
  readonly sound: boolean;
  readonly gold: boolean;
  readonly label: string | null;
  readonly certaintyPermille: number;
  readonly answers: number;
};

export function datasetSummary(
  record: DatasetRecord,
  report: unknown,
  batchIds: readonly string[],
  ontology: Ontology,
): DatasetSummary {
  const found = QualityReport.safeParse(report).data;
  return {
    id: record.id,
    title: record.title,
    taskType: record.taskType,
    state: record.state,
    owner: record.owner,
    settledAtMs: record.settledAtMs,
    items: record.items,
    goldItems: record.goldItems,
    answers: found ? found.answers.counted + found.answers.gold + found.answers.spare : 0,
    annotators: found?.annotators ?? 0,
    finenessPermille: found?.finenessPermille ?? 0,
    alphaPermille: found?.alphaPermille ?? null,
    classes: ontology.classes.length,
    batchIds,
  };
}

export function datasetView(
  record: DatasetRecord,
  facts: DatasetFacts,
  versions: readonly DatasetVersion[],
  ontology: Ontology,
): DatasetView {
  const report = QualityReport.safeParse(facts.report).data;
  const live = facts.batches.filter(({ state }) => state !== "void");
  const posted = live.filter(({ state, evidenceSha }) => (state === "window" || state === "final") && evidenceSha);
  const countOf = new Map(facts.byCategory.map(({ category, items }) => [category, items]));
  return {
    ...datasetSummary(
      record,
      facts.report,
      posted.map(({ id }) => id),
      ontology,
    ),
    guidelines: record.guidelines,
    manifestHash: record.manifestHash,
    referee: record.referee,
    labels: ontology.classes.map((label, k) => ({ label, items: countOf.get(k) ?? 0 })),
    agreementPermille: report?.agreementPermille ?? null,
    uncertain: record.items - Math.min(record.items, facts.resolved),
    paidUnits: live.reduce((sum, { totalUnits }) => sum + totalUnits, 0n).toString(),
    batches: live.map((batch) => ({ ...batch, totalUnits: batch.totalUnits.toString() })),
    versions,
    downloads: downloadsOf(record, facts, versions.at(-1)?.version),
  };
}

function downloadsOf({ taskType }: DatasetRecord, { files }: DatasetFacts, newest: number | undefined): DownloadView[] {
  return formatsOf(taskTypeOf(taskType)).map((format) => {
    const file = files.find((known) => known.format === format.id && known.version === newest);
    return {
      format: format.id,
      title: format.title,
      use: format.use,
      leavesOut: format.leavesOut,
      options: optionViews(format),
      extras: extraViews(format),
      bytes: file?.bytes ?? null,
      rows: file?.rows ?? null,
      sha256: file?.sha256 ?? null,
      loss: file?.loss ?? null,
    };
  });
}

export function rowView(row: DatasetRow, ontology: Ontology): RowView {
  const { text, asset } = ontology.content(row.payload);
  const cells = Object.values(answerOf(row, ontology)).filter((cell) => cell !== null);
  return {
    id: row.id,
    item: row.hash,
    text: text ?? (asset === undefined ? canonicalJson(row.payload) : null),
    asset: asset ?? null,
    sound: (row.payload as { kind?: unknown } | null)?.kind === "audio",
    gold: isGold(row),
    label: cells.length > 0 ? cells.map(String).join("|") : null,
    certaintyPermille: permille(certaintyQ16(row)),
    answers: row.consensus?.answers ?? 0,
  };
}
