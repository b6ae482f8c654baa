/**
 * Exports straight out of PostgreSQL beside what the database itself can say: `COPY … TO STDOUT` of the same rows in the same
 * order, taken by the same kind of process, in turns within one run. Each in a process of its own, so that peaks of memory are its own.
 */
import { execFileSync } from "node:child_process";
import path from "node:path";
import { type ExportAlone, fillSql } from "./export-bounty";
import { inScratchPostgres } from "./scratch-postgres";

export type ExportBenchRow = {
  readonly what: string;
  readonly rows: number;
  readonly rowsPerSecond: number;
  readonly megabytes: number;
  /** Rows a second over those of COPY in the same round; median of the rounds. Null for COPY itself. */
  readonly ofCopy: number | null;
  readonly target: number | null;
  /** The largest peak of any round, MiB; at most `mostMb` is the aim. */
  readonly peakMb: number;
  readonly mostMb: number | null;
};

const WAYS = ["copy", "jsonl", "parquet"] as const;
const TARGETS: Readonly<Record<string, number>> = { jsonl: 0.4, parquet: 0.25 };
const MOST_MB = 512;

export type ExportBenchOptions = { readonly rows?: number; readonly rounds?: number };

/** Starts a PostgreSQL of its own, fills it with a million rows, measures, removes it. A few minutes. */
export async function benchExport({
  rows = 1_000_000,
  rounds = 3,
}: ExportBenchOptions = {}): Promise<ExportBenchRow[]> {
  return inScratchPostgres([fillSql(rows), "VACUUM ANALYZE", "CHECKPOINT"], (url) => {
    alone("copy", url); // brings the pages into memory, for all ways alike
    const found = Array.from({ length: rounds }, () => WAYS.map((way) => alone(way, url)));
    return WAYS.map((way, i) => rowOf(way, rows, found, i));
  });
}

function alone(way: string, url: string): ExportAlone {
  const file = path.join(import.meta.dirname, "export-alone.ts");
  return JSON.parse(execFileSync(process.execPath, ["--import", "tsx", file, way, url], { encoding: "utf8" }));
}

function rowOf(way: string, rows: number, rounds: readonly (readonly ExportAlone[])[], at: number): ExportBenchRow {
  const own = rounds.flatMap((round) => round[at] ?? []);
  const ratios = rounds.map((round) => (round[0]?.seconds ?? Number.NaN) / (round[at]?.seconds ?? Number.NaN));
  const seconds = median(own.map((each) => each.seconds));
  return {
    what: way === "copy" ? "COPY … TO STDOUT" : way,
    rows,
    rowsPerSecond: Math.round(rows / seconds),
    megabytes: Math.round((own[0]?.bytes ?? 0) / 1e6),
    ofCopy: way === "copy" ? null : Number(median(ratios).toFixed(3)),
    target: TARGETS[way] ?? null,
    peakMb: Math.round(Math.max(...own.map(({ peakMb }) => peakMb))),
    mostMb: way === "copy" ? null : MOST_MB,
  };
}

const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
