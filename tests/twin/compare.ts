import type { TwinResult } from "@/lib/twin/run-twin";

/** Every output cell in which two results differ, in words; empty when they are the same to the last bit. */
export function differences(a: TwinResult, b: TwinResult): string[] {
  const names = [...new Set([...Object.keys(a), ...Object.keys(b)])] as (keyof TwinResult)[];
  return names
    .filter((name) => !STATE.includes(name))
    .flatMap((name) => {
      const [left, right] = [cellsOf(a[name]), cellsOf(b[name])];
      if (left.length !== right.length) return [`${name}: ${left.length} and ${right.length} cells`];
      const at = left.findIndex((cell, i) => cell !== right[i]);
      return at < 0 ? [] : [`${name}[${at}]: ${left[at]} and ${right[at]}`];
    });
}

/** What EM leaves behind for the live referee: no output. */
const STATE: readonly string[] = ["kept"];

type Cell = number | bigint | string | undefined;

function cellsOf(value: TwinResult[keyof TwinResult]): ArrayLike<Cell> & { findIndex: Cell[]["findIndex"] } {
  return typeof value === "object" ? (value as unknown as Cell[]) : [value];
}
