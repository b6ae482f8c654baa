import { sha256Hex } from "@/lib/kernel/sha256";
import type { DatasetRow } from "./row";

export const PARTS = ["train", "validation", "test"] as const;
/** A share of the rows; `all` where the dataset is not split. */
export type Part = "all" | (typeof PARTS)[number];

export type Split = {
  /** Shares of train, validation and test; whole numbers that need not add up to anything in particular. */
  readonly shares: readonly [train: number, validation: number, test: number];
  readonly seed: string;
  /** A path into the payload, such as `a.by`: rows that are equal there stay together. Empty: every item for itself. */
  readonly group: string;
};

/**
 * Which part an item falls into: by the first 48 bits of SHA-256 over seed and group, in integers alone, so that anybody
 * gets the same parts, whatever else is in the dataset. An item without the group's field is a group of its own.
 */
export function partOf(row: DatasetRow, { shares, seed, group }: Split): Exclude<Part, "all"> {
  const value = group === "" ? undefined : at(row.payload, group);
  const key = value === undefined || value === null ? `item ${row.hash}` : `group ${JSON.stringify(value)}`;
  const draw = Number.parseInt(sha256Hex(`${seed}\n${key}`).slice(0, 12), 16);
  const whole = shares[0] + shares[1] + shares[2];
  // Below 2^48 · 10,000 < 2^62 would not be exact: multiply as bigint.
  const place = Number((BigInt(draw) * BigInt(whole)) >> 48n);
  if (place < shares[0]) return "train";
  return place < shares[0] + shares[1] ? "validation" : "test";
}

function at(payload: unknown, path: string): unknown {
  let value = payload;
  for (const key of path.split(".")) {
    if (typeof value !== "object" || value === null || !Object.hasOwn(value, key)) return undefined;
    value = (value as Readonly<Record<string, unknown>>)[key];
  }
  return value;
}
