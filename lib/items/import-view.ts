import type { Columns } from "@/lib/import/columns";
import type { ImportRecord, ImportState } from "./item";
import type { SampleRow } from "./ports";

/** What became of an upload. */
export type ImportReport = {
  /** Empty for a dry run, of which nothing is kept. */
  readonly id: string;
  readonly state: ImportState | "checked";
  readonly name: string;
  readonly format: string;
  /** Null for zips, and when the report is read again later. */
  readonly encoding: string | null;
  readonly columns: Columns | null;
  /** What the file held besides and was left aside, in words. */
  readonly leftOut: string | null;
  readonly bytes: number;
  /** Good rows, gold among them. */
  readonly accepted: number;
  readonly gold: number;
  /** All bad rows; `errors` tells of the first 100. */
  readonly rejected: number;
  readonly errors: readonly { readonly line: number; readonly at: string; readonly reason: string }[];
  readonly sample: readonly SampleRow[];
};

export const REPORTED_ERRORS = 100;
export const SAMPLE_ROWS = 5;

export function reportOf(
  record: Pick<ImportReport, "id" | "state"> &
    Pick<ImportRecord, "name" | "format" | "bytes" | "accepted" | "gold" | "rejected">,
  more: Pick<ImportReport, "encoding" | "columns" | "leftOut" | "errors" | "sample">,
): ImportReport {
  const { id, state, name, format, bytes, accepted, gold, rejected } = record;
  return { id, state, name, format, bytes, accepted, gold, rejected, ...more };
}
