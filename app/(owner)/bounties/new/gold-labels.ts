import { parse } from "csv-parse/browser/esm/sync";
import { formatOf, type UploadFile } from "./upload";

/** More than this is not looked into: the labels are then typed by hand. */
const MOST_BYTES = 20_000_000;
const MOST_LABELS = 64;

/** The distinct known answers in a file's gold column, in the order they come: a good start for the list of labels. */
export async function goldLabelsOf({ name, body }: UploadFile): Promise<string[]> {
  const format = formatOf(name);
  if (body.size > MOST_BYTES || format === "zip" || format === undefined) return [];
  try {
    const text = await body.text();
    const rows = format === "jsonl" ? jsonRows(text) : tableRows(text);
    const labels = new Set(
      rows.map((row) => row.gold).filter((cell): cell is string => typeof cell === "string" && cell.trim() !== ""),
    );
    return labels.size <= MOST_LABELS ? [...labels].map((label) => label.trim()) : [];
  } catch {
    return []; // the server says what is wrong with the file, with line and reason
  }
}

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
    skip_empty_lines: true,
  }) as Row[];
