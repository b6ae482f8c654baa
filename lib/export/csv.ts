import type { Scalar } from "@/lib/task-types/task-type";

const FORMULA = /^'*[=+\-@\t\r]/;
const GUARDED = /^'+[=+\-@\t\r]/;
const NEEDS_QUOTES = /[",\r\n]/;

/**
 * One line of CSV (RFC 4180, CRLF). Text that a spreadsheet would run as a formula (it begins with = + - @, a tab or a
 * carriage return, after any apostrophes) gets one apostrophe in front; `unguard` takes exactly that one away again.
 * Numbers and booleans are written as they are.
 */
export function csvLine(cells: readonly Scalar[]): string {
  return `${cells.map(csvCell).join(",")}\r\n`;
}

/** The text as it was before `csvLine` guarded it. */
export function unguard(cell: string): string {
  return GUARDED.test(cell) ? cell.slice(1) : cell;
}

function csvCell(value: Scalar): string {
  if (value === null) return "";
  if (typeof value !== "string") return String(value);
  const safe = FORMULA.test(value) ? `'${value}` : value;
  return NEEDS_QUOTES.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
