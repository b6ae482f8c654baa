import { canonicalJson } from "@/lib/kernel/canonical-json";
import { ONE_Q16 } from "@/lib/kernel/q16";
import { csvLine } from "./csv";
import { answerOf, type Ontology } from "./ontology";
import type { AnswerRow, DatasetRow } from "./row";

export type FormatId = "jsonl" | "csv" | "crowd-log";

/** What a format is made from: the items, or the crowd's single answers. */
export type Format = {
  readonly title: string;
  readonly mediaType: string;
  readonly extension: string;
  /** What does not survive the trip, in words. */
  readonly leavesOut: string;
} & (
  | { readonly source: "items"; head(ontology: Ontology): string; line(row: DatasetRow, desk: Desk): string }
  | { readonly source: "answers"; head(ontology: Ontology): string; line(row: AnswerRow, desk: Desk): string }
);

/** What a line needs besides its row. */
export type Desk = { readonly ontology: Ontology; assetUrl(sha256: string): string };

/** Every download of a dataset. Rows stand in the order of item hashes (crowd log: of the bounty's own numbering). */
export const FORMATS: Readonly<Record<FormatId, Format>> = {
  jsonl: {
    title: "JSONL, canonical",
    mediaType: "application/x-ndjson",
    extension: "jsonl",
    leavesOut: "nothing",
    source: "items",
    head: () => "",
    line: (row, desk) => `${canonicalJson(jsonRow(row, desk))}\n`,
  },
  csv: {
    title: "CSV, formula-safe",
    mediaType: "text/csv; charset=utf-8",
    extension: "csv",
    leavesOut: "the posterior; texts that look like formulas get an apostrophe in front",
    source: "items",
    head: ({ answerColumns }) => csvLine([...CSV_COLUMNS, ...answerColumns]),
    line: csvRow,
  },
  "crowd-log": {
    title: "Crowd log",
    mediaType: "text/csv; charset=utf-8",
    extension: "crowd.csv",
    leavesOut: "texts, times, suggestions",
    source: "answers",
    head: () => csvLine(["task", "worker", "label"]),
    line: ({ id, annotator, answer }, { ontology }) => csvLine([id, annotator, ontology.cell(answer)]),
  },
};

export const FORMAT_IDS = Object.keys(FORMATS) as readonly FormatId[];

const CSV_COLUMNS = ["id", "item", "text", "asset", "gold", "certainty_permille", "entropy_millibits", "answers"];

/** Integers and strings only: probabilities are Q16 (65536 is one), `certainty_permille` says the same for people. */
function jsonRow(row: DatasetRow, { ontology, assetUrl }: Desk) {
  const { asset } = ontology.content(row.payload);
  const posterior = row.consensus?.temperedQ16 ?? [];
  return {
    id: row.id,
    item: row.hash,
    payload: row.payload,
    gold: isGold(row),
    ...numbers(row),
    certainty_q16: certaintyOf(row),
    posterior_q16: Object.fromEntries(posterior.map((q, k) => [ontology.classes[k] ?? String(k), q])),
    ...(asset === undefined ? {} : { asset: { sha256: asset, url: assetUrl(asset) } }),
    ...answerOf(row, ontology),
  };
}

function csvRow(row: DatasetRow, { ontology, assetUrl }: Desk): string {
  const { text, asset } = ontology.content(row.payload);
  const { certainty_permille, entropy_millibits, answers } = numbers(row);
  const shown = text ?? (asset === undefined ? canonicalJson(row.payload) : "");
  const url = asset === undefined ? "" : assetUrl(asset);
  const answer = answerOf(row, ontology);
  const cells = ontology.answerColumns.map((column) => answer[column] ?? null);
  return csvLine([row.id, row.hash, shown, url, isGold(row), certainty_permille, entropy_millibits, answers, ...cells]);
}

const isGold = (row: DatasetRow): boolean => row.gold !== undefined && row.gold !== null;

const certaintyOf = (row: DatasetRow): number => (isGold(row) ? ONE_Q16 : (row.consensus?.certaintyQ16 ?? 0));

function numbers(row: DatasetRow) {
  return {
    certainty_permille: Math.floor((certaintyOf(row) * 1000) / ONE_Q16),
    entropy_millibits: Math.floor(((row.consensus?.entropyQ10 ?? 0) * 1000) / 1024),
    answers: row.consensus?.answers ?? 0,
  };
}
