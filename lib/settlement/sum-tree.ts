/**
 * Merkle sum trees of payouts: what the vault pays from. Every node carries the sum of the leaves below it and hashes
 * its children together with their sums, so nobody can prove leaves that add up to more than the committed total.
 * The same tree in Solidity is contracts/src/libraries/SumTree.sol; tests/golden/sum-tree.json keeps the two in step.
 */
import { bytesToHex, hexToBytes, keccak256, stringToBytes } from "viem";
import { AppError } from "@/lib/kernel/errors";

export type Hex = `0x${string}`;

/** One payout; `amount` in base units of the token, below 2^128. */
export type Payout = { readonly account: Hex; readonly amount: bigint };

/** A payout at its place in the tree. */
export type Leaf = Payout & { readonly index: number };

export type SumTree = {
  readonly root: Hex;
  /** Sum of all leaves, base units. */
  readonly total: bigint;
  /** Levels above the leaves: 0 for one leaf. */
  readonly depth: number;
  /** Number of leaves after padding, 2^depth. */
  readonly size: number;
  /** Proof of one leaf: 48 bytes a level from the leaf up (sibling hash, then its sum as uint128). */
  proof(index: number): Hex;
  /** Proof of the subtree of `count` leaves (a power of two) that begins at `first` (a multiple of `count`). */
  rangeProof(first: number, count: number): Hex;
  /** These leaves as the vault's `sweep` wants them: 20 bytes of account and 16 of amount each. */
  packed(first: number, count: number): Hex;
};

type Level = { readonly hashes: Uint8Array; readonly sums: readonly bigint[] };

const LEAF_TYPEHASH = keccak256(
  stringToBytes("Leaf(bytes32 batchKey,uint256 index,address account,uint128 amount)"),
  "bytes",
);
const ZERO_ACCOUNT: Hex = "0x0000000000000000000000000000000000000000";
const MAX_AMOUNT = 2n ** 128n - 1n;
const MAX_DEPTH = 32;
const ELEMENT_BYTES = 48;

/**
 * Builds the tree over these payouts, in their order: payout i is leaf i. A list whose length is no power of two is
 * filled up with leaves of the zero account and amount 0, as in Solidity. An empty list, an amount outside uint128 or
 * a total beyond it throws.
 */
export function buildTree(batchKey: Hex, payouts: readonly Payout[]): SumTree {
  if (payouts.length === 0) throw new AppError("fault", "a payout tree needs at least one leaf");
  const depth = depthOf(payouts.length);
  const size = 2 ** depth;
  const levels = [leafLevel(batchKey, payouts, size)];
  for (let height = 1; height <= depth; height++) levels.push(parentLevel(levelAt(levels, height - 1)));
  const top = levelAt(levels, depth);
  const total = sumAt(top, 0);
  if (total > MAX_AMOUNT) throw new AppError("fault", "the payouts add up to more than a uint128 holds");

  const rangeProof = (first: number, count: number) => proofOf(levels, first, count);
  return {
    root: bytesToHex(top.hashes),
    total,
    depth,
    size,
    proof: (index) => rangeProof(index, 1),
    rangeProof,
    packed: (first, count) => pack(payouts, first, count),
  };
}

/**
 * Root and total that a leaf's proof leads to, or null when the proof is ragged or the index has bits beyond the
 * proof's depth (which the vault refuses too).
 */
export function rootOf(batchKey: Hex, leaf: Leaf, proof: Hex): { readonly root: Hex; readonly total: bigint } | null {
  const elements = hexToBytes(proof);
  const depth = elements.length / ELEMENT_BYTES;
  if (!Number.isInteger(depth) || depth > MAX_DEPTH || !fitsIndex(leaf.index, depth)) return null;
  if (leaf.amount < 0n || leaf.amount > MAX_AMOUNT) return null;
  let hash = new LeafHasher(batchKey).hash(leaf.index, leaf);
  let total = leaf.amount;
  const hasher = new NodeHasher();
  for (let level = 0; level < depth; level++) {
    const element = elements.subarray(level * ELEMENT_BYTES, (level + 1) * ELEMENT_BYTES);
    const [sibling, sum] = [element.subarray(0, 32), readUint128(element, 32)];
    const isRight = Math.floor(leaf.index / 2 ** level) % 2 === 1;
    hash = isRight ? hasher.hash(sibling, sum, hash, total) : hasher.hash(hash, total, sibling, sum);
    total += sum;
  }
  return { root: bytesToHex(hash), total };
}

/** Whether the leaf belongs to the batch that committed to this root and total. */
export function verifyProof(
  batchKey: Hex,
  leaf: Leaf,
  proof: Hex,
  committed: { readonly root: Hex; readonly total: bigint },
): boolean {
  const found = rootOf(batchKey, leaf, proof);
  return found !== null && found.root === committed.root && found.total === committed.total;
}

/** The batch's name, part of every leaf: keccak256(abi.encode(chain id, vault, ledger id, batch id)). */
export function batchKey(chainId: number, vault: Hex, ledgerId: bigint, batchId: bigint): Hex {
  const words = new Uint8Array(128);
  writeUint(words, 24, BigInt(chainId), 8);
  words.set(hexToBytes(vault), 44);
  writeUint(words, 64, ledgerId, 32);
  writeUint(words, 96, batchId, 32);
  return keccak256(words);
}

function depthOf(count: number): number {
  const depth = 32 - Math.clz32(count - 1);
  return count === 1 ? 0 : depth;
}

function leafLevel(key: Hex, payouts: readonly Payout[], size: number): Level {
  const hasher = new LeafHasher(key);
  const hashes = new Uint8Array(size * 32);
  const sums: bigint[] = [];
  for (let index = 0; index < size; index++) {
    const payout = payouts[index] ?? { account: ZERO_ACCOUNT, amount: 0n };
    if (payout.amount < 0n || payout.amount > MAX_AMOUNT) {
      throw new AppError("fault", `payout ${index}: ${payout.amount} does not fit a uint128`);
    }
    hashes.set(hasher.hash(index, payout), index * 32);
    sums.push(payout.amount);
  }
  return { hashes, sums };
}

function parentLevel(children: Level): Level {
  const hasher = new NodeHasher();
  const size = children.sums.length / 2;
  const hashes = new Uint8Array(size * 32);
  const sums: bigint[] = [];
  for (let index = 0; index < size; index++) {
    const [leftSum, rightSum] = [sumAt(children, 2 * index), sumAt(children, 2 * index + 1)];
    const hash = hasher.hash(hashAt(children, 2 * index), leftSum, hashAt(children, 2 * index + 1), rightSum);
    hashes.set(hash, index * 32);
    sums.push(leftSum + rightSum);
  }
  return { hashes, sums };
}

function proofOf(levels: readonly Level[], first: number, count: number): Hex {
  const height = depthOf(count);
  const isSubtree = count === 2 ** height && first % count === 0 && height < levels.length;
  if (!isSubtree || first < 0 || first + count > 2 ** (levels.length - 1)) {
    throw new AppError("fault", `leaves ${first} to ${first + count - 1} are no subtree of this tree`);
  }
  const proof = new Uint8Array((levels.length - 1 - height) * ELEMENT_BYTES);
  for (let level = height, at = 0; level < levels.length - 1; level++, at += ELEMENT_BYTES) {
    const sibling = Math.floor(first / 2 ** level) ^ 1;
    const nodes = levelAt(levels, level);
    proof.set(hashAt(nodes, sibling), at);
    writeUint(proof, at + 32, sumAt(nodes, sibling), 16);
  }
  return bytesToHex(proof);
}

function pack(payouts: readonly Payout[], first: number, count: number): Hex {
  const packed = new Uint8Array(count * 36);
  payouts.slice(first, first + count).forEach((payout, i) => {
    packed.set(hexToBytes(payout.account), i * 36);
    writeUint(packed, i * 36 + 20, payout.amount, 16);
  });
  return bytesToHex(packed);
}

/** Hashes leaves of one batch: keccak256(typehash, batchKey, index, account, amount), one word each. */
class LeafHasher {
  readonly #words = new Uint8Array(160);

  constructor(key: Hex) {
    this.#words.set(LEAF_TYPEHASH, 0);
    this.#words.set(hexToBytes(key), 32);
  }

  hash(index: number, payout: Payout): Uint8Array {
    writeUint(this.#words, 88, BigInt(index), 8);
    this.#words.set(hexToBytes(payout.account), 108);
    writeUint(this.#words, 144, payout.amount, 16);
    return keccak256(this.#words, "bytes");
  }
}

/** Hashes inner nodes: keccak256(left, leftSum, right, rightSum), one word each. */
class NodeHasher {
  readonly #words = new Uint8Array(128);

  hash(left: Uint8Array, leftSum: bigint, right: Uint8Array, rightSum: bigint): Uint8Array {
    this.#words.set(left, 0);
    writeUint(this.#words, 32, leftSum, 32);
    this.#words.set(right, 64);
    writeUint(this.#words, 96, rightSum, 32);
    return keccak256(this.#words, "bytes");
  }
}

/** Writes an unsigned integer, most significant byte first, into `size` bytes (a multiple of 8). */
function writeUint(bytes: Uint8Array, at: number, value: bigint, size: number): void {
  const view = new DataView(bytes.buffer, bytes.byteOffset);
  let rest = value;
  for (let offset = at + size - 8; offset >= at; offset -= 8) {
    view.setBigUint64(offset, BigInt.asUintN(64, rest));
    rest >>= 64n;
  }
}

function readUint128(bytes: Uint8Array, at: number): bigint {
  const view = new DataView(bytes.buffer, bytes.byteOffset);
  return (view.getBigUint64(at) << 64n) | view.getBigUint64(at + 8);
}

function fitsIndex(index: number, depth: number): boolean {
  return Number.isInteger(index) && index >= 0 && index < 2 ** depth;
}

function levelAt(levels: readonly Level[], height: number): Level {
  const level = levels[height];
  if (level === undefined) throw new AppError("fault", `the tree has no level ${height}`);
  return level;
}

function hashAt(level: Level, index: number): Uint8Array {
  return level.hashes.subarray(index * 32, (index + 1) * 32);
}

function sumAt(level: Level, index: number): bigint {
  const sum = level.sums[index];
  if (sum === undefined) throw new AppError("fault", `the level has no node ${index}`);
  return sum;
}
