import type { Sha256 } from "@/lib/kernel/ids";
import { sha256Hex } from "@/lib/kernel/sha256";
import type { RefereeResult } from "@/lib/referee/referee";

/** SHA-256 over every output cell, names sorted, a line each: equal exactly when two results are the same to the last bit. */
export function resultDigest({ kept: _, ...verdict }: RefereeResult): Sha256 {
  const entries = Object.entries(verdict).sort(([a], [b]) => (a < b ? -1 : 1));
  const lines = entries.map(([name, value]) => `${name} ${typeof value === "object" ? value.join(" ") : value}\n`);
  return sha256Hex(lines.join(""));
}
