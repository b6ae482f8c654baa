/** What a vault's commitment says about a batch. */
import { encodeAbiParameters, keccak256, stringToHex } from "viem";
import type { Standing } from "./batch";
import type { Hex } from "./sum-tree";

/** The mark that the vault puts over a commitment: keccak256(abi.encode(commit, keccak256(word))). */
const marked = (commit: Hex, word: "FROZEN" | "CONDEMNED"): Hex =>
  keccak256(encodeAbiParameters([{ type: "bytes32" }, { type: "bytes32" }], [commit, keccak256(stringToHex(word))]));

/**
 * @param stored What the vault keeps for the batch (`commitOf`); zero when it keeps nothing.
 * @param commit The batch's own commitment (`batchCommit`).
 */
export function standingOf(stored: Hex, commit: Hex): Standing {
  if (BigInt(stored) === 0n) return "void";
  if (stored === commit) return "stands";
  if (stored === marked(commit, "FROZEN")) return "frozen";
  return stored === marked(commit, "CONDEMNED") ? "condemned" : "none";
}
