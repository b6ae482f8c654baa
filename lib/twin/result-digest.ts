import type { Sha256 } from "@/lib/kernel/ids";
import { sha256Hex } from "@/lib/kernel/sha256";
import type { TwinResult } from "./run-twin";

/** What a result is: nothing of the kernel's own state, and agreements only where the pay rule asked for them. */
const NAMES =
  `agreement amount answers baseShare entropy information mean meanScore mode payShare posterior rho rounds score scoreSum
  skill start tempered`.split(/\s+/) as readonly (keyof TwinResult)[];

/** SHA-256 over every output cell, a line for each output: equal exactly when two results are the same to the last bit. */
export function resultDigest(result: TwinResult): Sha256 {
  const lines = NAMES.map((name) => {
    const value = result[name];
    return `${name} ${typeof value === "object" ? value.join(" ") : (value ?? "")}\n`;
  });
  return sha256Hex(lines.join(""));
}
