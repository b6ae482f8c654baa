import { canonicalJson } from "@/lib/kernel/canonical-json";
import { sha256Hex } from "@/lib/kernel/sha256";

/**
 * Whether an item is in the blind slice, where nobody is shown a suggestion: anyone can tell from the manifest's hash,
 * nobody could choose it. `blindBps` of 10,000 items are.
 */
export function isBlind(bounty: string, item: string, blindBps: number): boolean {
  const draw = Number.parseInt(sha256Hex(canonicalJson({ kind: "blind", bounty, item })).slice(0, 8), 16);
  return Math.floor((draw * 10_000) / 2 ** 32) < blindBps;
}
