import type { Scalar } from "@/lib/task-types/task-type";

const FORMULA = /^'*[=+\-@\t\r]/;
const GUARDED = /^'+[=+\-@\t\r]/;
/** What makes a cell need quotes, by separator. */
const NEEDS_QUOTES = { ",": /[",\r\n]/, "\t": /["\t\r\n]/ } as const;

/**
 * One line of CSV (RFC 4180, CRLF), or with a tab as separator of TSV quoted alike. Text that a spreadsheet would run as a
 * formula (it begins with = + - @, a tab or a carriage return, after any apostrophes) gets one apostrophe in front;
 * `unguard` takes exactly that one away again. Numbers and booleans are written as they are.
 */
export function cellsLine(cells: readonly Scalar[], separator: keyof typeof NEEDS_QUOTES): string {
  return `${cells.map((cell) => cellText(cell, NEEDS_QUOTES[separator])).join(separator)}\r\n`;
}

/** One line of CSV, see `cellsLine`. */
export const csvLine = (cells: readonly Scalar[]): string => cellsLine(cells, ",");

/** The text as it was before `csvLine` guarded it. */
export function unguard(cell: string): string {
  return GUARDED.test(cell) ? cell.slice(1) : cell;
}

function cellText(value: Scalar, needsQuotes: RegExp): string {
  if (value === null) return "";
  if (typeof value !== "string") return String(value);
  const safe = FORMULA.test(value) ? `'${value}` : value;
  return needsQuotes.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
