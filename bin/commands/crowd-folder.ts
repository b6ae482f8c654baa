import { existsSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { parse } from "csv-parse/sync";
import { Usage } from "./usage";

export type CrowdItem =
  | { readonly id: string; readonly kind: "text"; readonly text: string; readonly truth?: string }
  | { readonly id: string; readonly kind: "image"; readonly file: string; readonly truth?: string };

/** A recorded crowd: items, the labels in the ontology's order, and who said what. */
export type Crowd = {
  readonly name: string;
  readonly labels: readonly string[];
  readonly items: readonly CrowdItem[];
  readonly answers: readonly { readonly item: string; readonly worker: string; readonly label: string }[];
};

type Row = Readonly<Record<string, string>>;

/**
 * Reads a crowd folder: `votes.csv` (task,worker,label) with optional `truth.csv` and `items.csv`, or `judgments.jsonl`
 * with `items.jsonl`. One answer per worker and item is kept, the first. Items without content show their id.
 * @throws Usage where the folder is none.
 */
export function readCrowd(folder: string): Crowd {
  if (existsSync(join(folder, "judgments.jsonl"))) return fromJsonl(folder);
  if (existsSync(join(folder, "votes.csv"))) return fromCsv(folder);
  throw new Usage(`${folder} is not a crowd folder: it has neither votes.csv nor judgments.jsonl.`);
}

/** The first items and workers of a crowd, for a shorter replay. */
export function limited(crowd: Crowd, limit: { readonly items?: number; readonly annotators?: number }): Crowd {
  const items = crowd.items.slice(0, limit.items);
  const workers = new Set([...new Set(crowd.answers.map(({ worker }) => worker))].slice(0, limit.annotators));
  const kept = new Set(items.map(({ id }) => id));
  const answers = crowd.answers.filter(({ item, worker }) => kept.has(item) && workers.has(worker));
  return { ...crowd, items, answers };
}

function fromJsonl(folder: string): Crowd {
  const items = jsonl(join(folder, "items.jsonl")).map((row): CrowdItem => {
    const truth = typeof row.gold === "string" ? { truth: row.gold } : {};
    return { id: String(row.id), kind: "text", text: String(row.text), ...truth };
  });
  const answers = jsonl(join(folder, "judgments.jsonl")).map((row) => ({
    item: String(row.item),
    worker: String(row.worker),
    label: String(row.label),
  }));
  const meta = existsSync(join(folder, "meta.json"))
    ? (JSON.parse(readFileSync(join(folder, "meta.json"), "utf8")) as { labels?: string[] })
    : {};
  return crowdOf(folder, items, answers, meta.labels);
}

function fromCsv(folder: string): Crowd {
  const answers = csv(join(folder, "votes.csv")).map((row) => ({
    item: cell(row, "task"),
    worker: cell(row, "worker"),
    label: cell(row, "label"),
  }));
  const truths = new Map(optionalCsv(folder, "truth.csv").map((row) => [cell(row, "task"), cell(row, "label")]));
  const contents = new Map(optionalCsv(folder, "items.csv").map((row) => [cell(row, "task"), row]));
  const ids = contents.size > 0 ? [...contents.keys()] : [...new Set(answers.map(({ item }) => item))];
  const items = ids.map((id): CrowdItem => {
    const truth = truths.get(id);
    const rest = truth === undefined ? {} : { truth };
    const row = contents.get(id);
    if (row?.image) return { id, kind: "image", file: join(folder, row.image), ...rest };
    return { id, kind: "text", text: row ? textOf(row) : `item ${id}`, ...rest };
  });
  return crowdOf(folder, items, answers);
}

/** One text column as it is; several as "name: value" lines. */
function textOf(row: Row): string {
  const cells = Object.entries(row).filter(([name, value]) => name !== "task" && value !== "");
  const [only] = cells;
  if (cells.length === 1 && only) return only[1];
  return cells.map(([name, value]) => `${name}: ${value}`).join("\n");
}

function crowdOf(
  folder: string,
  items: readonly CrowdItem[],
  all: Crowd["answers"],
  ontology?: readonly string[],
): Crowd {
  const known = new Set(items.map(({ id }) => id));
  const seen = new Set<string>();
  const answers = all.filter(({ item, worker }) => {
    const pair = JSON.stringify([item, worker]);
    if (!known.has(item) || seen.has(pair)) return false;
    seen.add(pair);
    return true;
  });
  const labels = ontology ?? [...new Set(answers.map(({ label }) => label))].sort();
  return { name: basename(folder), labels, items, answers };
}

const csv = (file: string): Row[] =>
  parse(readFileSync(file), { columns: true, bom: true, skip_empty_lines: true }) as Row[];
const optionalCsv = (folder: string, name: string): Row[] =>
  existsSync(join(folder, name)) ? csv(join(folder, name)) : [];
const jsonl = (file: string): Record<string, unknown>[] =>
  readFileSync(file, "utf8")
    .split("\n")
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Record<string, unknown>);

function cell(row: Row, name: string): string {
  const value = row[name];
  if (value === undefined) throw new Usage(`A crowd file lacks the column "${name}".`);
  return value;
}
