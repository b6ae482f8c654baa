import { parse } from "csv-parse/browser/esm/sync";
import type { Settings } from "@/lib/task-types/form-part";
import type { AnyTaskType } from "@/lib/task-types/task-type";
import { formatOf, type UploadFile } from "./upload";

/** More than this is not looked into: the labels are then typed by hand. */
const MOST_BYTES = 20_000_000;
const MOST_LABELS = 64;

/** The lists of names that a file's known answers tell of, by the type's part of the form. */
export async function goldNames(file: UploadFile, { form }: AnyTaskType): Promise<Settings> {
  const list = form.find((part) => part.kind === "names");
  if (list?.kind !== "names" || !list.namesIn) return {};
  const names = await goldNamesOf(file, list.namesIn);
  return names.length >= list.least ? { [list.key]: names } : {};
}

/** The names that a file's known answers tell of (`namesIn` reads one), in the order they come: a good start for the list. */
async function goldNamesOf(
  { name, body }: UploadFile,
  namesIn: (cell: string) => readonly string[],
): Promise<string[]> {
  const format = formatOf(name);
  if (body.size > MOST_BYTES || format === "zip" || format === undefined) return [];
  try {
    const text = await body.text();
    const rows = format === "jsonl" ? jsonRows(text) : tableRows(text);
    const cells = rows.flatMap(({ gold }) => (gold === undefined || gold === null ? [] : [cellOf(gold)]));
    const names = new Set(
      cells
        .flatMap(namesIn)
        .map((label) => label.trim())
        .filter((label) => label !== ""),
    );
    return names.size <= MOST_LABELS ? [...names] : [];
  } catch {
    return []; // the server says what is wrong with the file, with line and reason
  }
}

const cellOf = (gold: unknown): string => (typeof gold === "object" ? JSON.stringify(gold) : String(gold));

type Row = Readonly<Record<string, unknown>>;

const jsonRows = (text: string): Row[] =>
  text
    .split("\n")
    .filter((line) => line.trim())
    .map((line) => JSON.parse(line) as Row);

const tableRows = (text: string): Row[] =>
  parse(text, {
    columns: true,
    bom: true,
    delimiter: [",", ";", "\t"],
    relax_column_count: true,
    skip_records_with_error: true, // broken rows are told by the server; the good ones name the labels all the same
    skip_empty_lines: true,
  }) as Row[];
