/**
 * Trees of random sizes from 1 to 5000 leaves whose payouts TypeScript and Solidity derive from the same seed.
 * contracts/test/Golden.t.sol builds them again with abi.encode and proves the leaves with the vault's own library.
 */
import { encodeAbiParameters, keccak256 } from "viem";
import { batchKey, buildTree, type Payout } from "@/lib/settlement/sum-tree";

export const GOLDEN_KEY = batchKey(31337, "0x00000000000000000000000000000000000a55a4", 7n, 11n);

const EDGES = [1, 2, 3, 4, 5, 7, 8, 9, 15, 16, 17, 31, 33, 100, 255, 256, 257, 511, 513, 777, 1025, 2500, 5000];

/** Sizes from 1 to 5000 that nobody chose: a multiplicative walk with a fixed seed. */
const RANDOM = Array.from({ length: 13 }, (_, i) => ((((i + 1) * 2_654_435_761) % 4_294_967_291) % 5000) + 1);
const SIZES = [...EDGES, ...RANDOM];

/** Payout i of a seed: account and amount are cut out of keccak256(abi.encode(seed, i)). */
export function goldenPayouts(seed: number, size: number): Payout[] {
  return Array.from({ length: size }, (_, i) => {
    const hash = keccak256(encodeAbiParameters([{ type: "uint256" }, { type: "uint256" }], [BigInt(seed), BigInt(i)]));
    return { account: `0x${hash.slice(26)}`, amount: (BigInt(hash) >> 160n) % 1_000_000_000_000n };
  });
}

/** The content of tests/golden/sum-tree.json. */
export function goldenTrees() {
  const cases = SIZES.map((size, seed) => {
    const tree = buildTree(GOLDEN_KEY, goldenPayouts(seed, size));
    const index = (seed * 2_654_435_761) % size;
    const { root, total, depth } = tree;
    return { seed, size, depth, root, total: total.toString(), index, proof: tree.proof(index) };
  });
  return { batchKey: GOLDEN_KEY, count: cases.length, cases };
}
