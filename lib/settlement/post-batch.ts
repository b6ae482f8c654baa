import { AppError } from "@/lib/kernel/errors";
import type { Batch, SettledBounty } from "./batch";
import type { BatchDraft, ChainBatch } from "./chain-port";
import type { SettlementDeps } from "./ports";

export type PostOutcome = "posted" | "waits" | "started-over" | "moved-on";

/**
 * Puts a built batch on the chain, in two phases: the signed transaction is stored before it is sent, so whoever comes
 * after a crash sends the very same bytes. A stored transaction is replaced only when it is provably dead: its nonce is
 * spent and the batch's place on the ledger is still free. Safe to call at any time, and twice.
 */
export async function postBatch(deps: SettlementDeps, batch: Batch, bounty: SettledBounty): Promise<PostOutcome> {
  if (batch.state === "building" && batch.root) return sign(deps, batch, bounty, null);
  if (batch.state !== "posting" || !batch.rawTx || batch.batchId === null) return "moved-on";
  // The order of these two answers is the proof: spent first, and only then no batch of ours.
  const spent = await deps.chain.isSpent(batch.rawTx);
  const found = await deps.chain.batchAt(batch.ledgerId, batch.batchId);
  if (found) return settleOn(deps, batch, found);
  if (spent) return sign(deps, batch, bounty, batch.txHash);
  return send(deps, batch);
}

async function sign(
  deps: SettlementDeps,
  batch: Batch,
  bounty: SettledBounty,
  replaces: Batch["txHash"],
): Promise<PostOutcome> {
  if (await isTaken(deps, batch)) return startOver(deps, batch);
  const tx = await deps.chain.signBatch(draftOf(batch, bounty));
  if (!(await deps.batches.saveSigned(batch.no, tx, replaces))) return "moved-on";
  return send(deps, { ...batch, state: "posting", rawTx: tx.raw, txHash: tx.hash });
}

async function send(deps: SettlementDeps, batch: Batch): Promise<PostOutcome> {
  if (!batch.rawTx || batch.batchId === null) return "moved-on";
  await deps.chain.broadcast(batch.rawTx);
  const found = await deps.chain.batchAt(batch.ledgerId, batch.batchId);
  return found ? settleOn(deps, batch, found) : "waits";
}

async function settleOn(deps: SettlementDeps, batch: Batch, found: ChainBatch): Promise<PostOutcome> {
  if (!isOurs(batch, found)) return startOver(deps, batch);
  return (await deps.batches.savePosted(batch.no, found, deps.now())) ? "posted" : "moved-on";
}

async function startOver(deps: SettlementDeps, batch: Batch): Promise<PostOutcome> {
  const note = `Place ${batch.batchId} on the ledger was taken by another batch; this one is built anew for the next.`;
  return (await deps.batches.startOver(batch.no, note)) ? "started-over" : "moved-on";
}

/** Whether the ledger has gone past our place without our batch being there. */
async function isTaken({ chain }: SettlementDeps, { ledgerId, batchId }: Batch): Promise<boolean> {
  return batchId === null || (await chain.nextBatchId(ledgerId)) !== batchId;
}

/** Whether what stands at our place is this batch. */
export const isOurs = ({ root, evidenceSha }: Batch, found: ChainBatch): boolean =>
  found.root.toLowerCase() === root && found.evidenceHash.toLowerCase() === `0x${evidenceSha}`;

function draftOf(batch: Batch, { chainBountyId }: SettledBounty): BatchDraft {
  const { ledgerId, batchId, root, totalUnits, allocUnits, evidenceSha } = batch;
  if (batchId === null || !root || !evidenceSha || !chainBountyId) {
    throw new AppError("fault", `batch ${batch.id} is not built`);
  }
  return {
    ledgerId,
    batchId,
    root,
    total: totalUnits,
    evidenceHash: `0x${evidenceSha}`,
    allocations: [{ bountyId: chainBountyId, amount: allocUnits }],
  };
}
