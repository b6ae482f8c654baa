import { AppError } from "@/lib/kernel/errors";
import type { Batch, SettledBounty } from "./batch";
import { batchHeader, type PostedBatch } from "./claim-args";
import type { SettlementDeps, StoredPayout } from "./ports";
import { postedBatch } from "./posted";
import { buildTree, type SumTree } from "./sum-tree";

/** The most leaves the vault sweeps at once. */
const CHUNK = 256;

export type PushOutcome = { readonly transactions: readonly string[]; readonly paid: number; readonly left: number };

/**
 * Pays every leaf of a final batch that nobody has claimed, an aligned subtree a transaction. Anybody could do it; a leaf
 * that cannot be paid (the token refuses its account) is skipped by the vault and stays claimable.
 */
export async function pushBatch(deps: SettlementDeps, batch: Batch, bounty: SettledBounty): Promise<PushOutcome> {
  const posted = await postedBatch(deps, batch, bounty);
  if (batch.state !== "final" || !posted || !batch.batchKey) {
    throw new AppError("conflict", "Only a final batch that stands on the chain can be pushed.");
  }
  const payouts = await deps.batches.payouts(batch.no);
  const tree = treeOf(batch, payouts);
  const before = await deps.chain.paidLeaves(
    batch.batchKey,
    payouts.map(({ leafIndex }) => leafIndex),
  );
  const transactions: string[] = [];
  for (const first of chunksWithUnpaid(payouts, new Set(before))) {
    transactions.push(await sweepChunk(deps, posted, tree, first));
  }
  const after = await deps.chain.paidLeaves(
    batch.batchKey,
    payouts.map(({ leafIndex }) => leafIndex),
  );
  await deps.batches.notePushed(batch.no, deps.now());
  return { transactions, paid: after.length - before.length, left: payouts.length - after.length };
}

/** The batch's tree over its stored payouts, in the order of their leaves. */
export function treeOf({ batchKey, root }: Batch, payouts: readonly StoredPayout[]): SumTree {
  if (!batchKey) throw new AppError("fault", "the batch has no place on a ledger");
  const leaves = [...payouts].sort((a, b) => a.leafIndex - b.leafIndex);
  const tree = buildTree(
    batchKey,
    leaves.map(({ address, amountUnits }) => ({ account: address, amount: amountUnits })),
  );
  if (tree.root !== root) throw new AppError("fault", `the payouts of batch ${batchKey} do not give its root`);
  return tree;
}

function chunksWithUnpaid(payouts: readonly StoredPayout[], paid: ReadonlySet<number>): number[] {
  const unpaid = payouts.filter(({ leafIndex }) => !paid.has(leafIndex));
  return [...new Set(unpaid.map(({ leafIndex }) => leafIndex - (leafIndex % CHUNK)))].sort((a, b) => a - b);
}

async function sweepChunk({ chain }: SettlementDeps, posted: PostedBatch, tree: SumTree, first: number) {
  const count = Math.min(CHUNK, tree.size);
  const args = { first, packed: tree.packed(first, count), proof: tree.rangeProof(first, count) };
  return (await chain.sweep({ header: batchHeader(posted), ...args })).txHash;
}
