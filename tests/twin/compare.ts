import type { RefereeResult } from "@/lib/referee/referee";

/** Every output cell in which two results differ, in words; empty when they are the same to the last bit. */
export function differences({ kept: _, ...a }: RefereeResult, { kept: __, ...b }: RefereeResult): string[] {
  const names = new Set([...Object.keys(a), ...Object.keys(b)]) as Set<keyof Verdict>;
  return [...names].flatMap((name) => {
    const [left, right] = [cellsOf(a[name]), cellsOf(b[name])];
    if (left.length !== right.length) return [`${name}: ${left.length} and ${right.length} cells`];
    const at = left.findIndex((cell, i) => cell !== right[i]);
    return at < 0 ? [] : [`${name}[${at}]: ${left[at]} and ${right[at]}`];
  });
}

type Verdict = Omit<RefereeResult, "kept">;
type Cell = number | bigint | string | undefined;

function cellsOf(value: Verdict[keyof Verdict]): ArrayLike<Cell> & { findIndex: Cell[]["findIndex"] } {
  return typeof value === "object" ? (value as unknown as Cell[]) : [value];
}
