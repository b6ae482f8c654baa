/**
 * An import of as many rows as a bounty holds, beside what the database itself can take in: `COPY … FROM STDIN` of the rows that came of it, in a table
 * alike, in turns within one run. Each in a process of its own, so that peaks of memory are its own.
 */
import { execFileSync } from "node:child_process";
import path from "node:path";
import { IMPORT_LIMITS } from "@/lib/items/item";
import { draftSql, type ImportAlone } from "./import-rows";
import { inScratchPostgres } from "./scratch-postgres";

export type ImportBenchRow = {
  readonly what: string;
  readonly rows: number;
  readonly rowsPerSecond: number;
  /** Of the file that was read. */
  readonly megabytes: number;
  /** Rows a second over those of COPY in the same round. Null for COPY itself. */
  readonly ofCopy: number | null;
  /** Of the process itself, without the database. */
  readonly cpuSeconds: number;
  readonly peakMb: number;
  readonly mostMb: number | null;
};

const MOST_MB = 512;

/** Starts a PostgreSQL of its own, measures, removes it. A few minutes. */
export async function benchImport({
  rows = IMPORT_LIMITS.rows,
}: {
  readonly rows?: number;
} = {}): Promise<ImportBenchRow[]> {
  return inScratchPostgres([draftSql], (url) => {
    const found = (["csv", "copy"] as const).map((way) => alone(way, url, rows));
    const copy = found.find(({ way }) => way === "copy");
    return found.map((each) => rowOf(each, copy?.seconds ?? Number.NaN));
  });
}

function alone(way: string, url: string, rows: number): ImportAlone {
  const file = path.join(import.meta.dirname, "import-alone.ts");
  const args = ["--import", "tsx", file, way, url, String(rows)];
  return JSON.parse(execFileSync(process.execPath, args, { encoding: "utf8" }));
}

function rowOf({ way, rows, seconds, cpuSeconds, bytes, peakMb }: ImportAlone, copySeconds: number): ImportBenchRow {
  return {
    what: way === "copy" ? "COPY … FROM STDIN" : way,
    rows,
    rowsPerSecond: Math.round(rows / seconds),
    megabytes: Math.round(bytes / 1e6),
    ofCopy: way === "copy" ? null : Number((copySeconds / seconds).toFixed(3)),
    cpuSeconds: Math.round(cpuSeconds),
    peakMb: Math.round(peakMb),
    mostMb: way === "copy" ? null : MOST_MB,
  };
}
