/**
 * The arguments of the vault's claim functions, made in one place for the browser, the worker and the command line.
 * The vault keeps only a hash of a batch; who claims supplies the header, and the vault checks it.
 */
import { encodeAbiParameters, keccak256 } from "viem";
import type { Hex, Leaf } from "./sum-tree";

/** What one bounty contributes to a batch, fee included; base units. */
export type BatchAllocation = { readonly bountyId: Hex; readonly amount: bigint };

/** A batch as the chain knows it (its `Settled` event). */
export type PostedBatch = {
  readonly ledgerId: bigint;
  readonly batchId: bigint;
  readonly token: Hex;
  readonly root: Hex;
  /** Sum of the payouts, base units. */
  readonly total: bigint;
  readonly evidenceHash: Hex;
  /** Base units. */
  readonly fee: bigint;
  readonly allocations: readonly BatchAllocation[];
  /** Unix seconds from which leaves can be claimed, by the chain's clock. */
  readonly claimableAtS: number;
};

/** `BatchHeader` of IBountyVault. */
export type BatchHeader = {
  readonly ledgerId: bigint;
  readonly batchId: bigint;
  readonly token: Hex;
  readonly claimableAt: number;
  readonly meta: Hex;
};

/** `Leaf` of IBountyVault. */
export type LeafArg = { readonly index: bigint; readonly account: Hex; readonly amount: bigint };

export type ClaimArgs = readonly [header: BatchHeader, leaf: LeafArg, proof: Hex];

/** Arguments of `claim(header, leaf, proof)`. */
export function claimArgs(batch: PostedBatch, leaf: Leaf, proof: Hex): ClaimArgs {
  const { index, account, amount } = leaf;
  return [batchHeader(batch), { index: BigInt(index), account, amount }, proof];
}

/** The batch's header: the first argument of every claim, sweep and fee collection. */
export function batchHeader(batch: PostedBatch): BatchHeader {
  const { ledgerId, batchId, token, claimableAtS } = batch;
  return { ledgerId, batchId, token, claimableAt: claimableAtS, meta: batchMeta(batch) };
}

/** keccak256(abi.encode(allocations)), an argument of `collectFee`. */
export function allocationsHash(allocations: readonly BatchAllocation[]): Hex {
  const components = [
    { name: "bountyId", type: "bytes32" },
    { name: "amount", type: "uint128" },
  ] as const;
  return keccak256(encodeAbiParameters([{ type: "tuple[]", components }], [allocations]));
}

/** The commitment that the vault stores for the batch: keccak256(abi.encode(root, total, token, claimableAt, meta)). */
export function batchCommit(batch: PostedBatch): Hex {
  return keccak256(
    encodeAbiParameters(
      [{ type: "bytes32" }, { type: "uint256" }, { type: "address" }, { type: "uint256" }, { type: "bytes32" }],
      [batch.root, batch.total, batch.token, BigInt(batch.claimableAtS), batchMeta(batch)],
    ),
  );
}

function batchMeta(batch: PostedBatch): Hex {
  return keccak256(
    encodeAbiParameters(
      [{ type: "bytes32" }, { type: "bytes32" }, { type: "uint256" }],
      [batch.evidenceHash, allocationsHash(batch.allocations), batch.fee],
    ),
  );
}
