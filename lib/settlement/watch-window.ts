import type { Batch } from "./batch";
import type { ChainBatch } from "./chain-port";
import type { SettlementDeps } from "./ports";
import { isOurs } from "./post-batch";

const UNDONE = "The chain was reorganised and lost this batch; the same transaction is sent again.";
const VOIDED = "The batch was taken back or did not stand. Its money is available to its bounty again.";

/**
 * A posted batch until its window ends: whether the chain still has it, whether it was challenged or voided, and whether
 * it is final. Only the chain's own clock ends a window: a leaf must be claimable the moment the page says so.
 */
export async function watchWindow(deps: SettlementDeps, batch: Batch): Promise<string> {
  if (batch.batchId === null) return "waits";
  const found = await deps.chain.batchAt(batch.ledgerId, batch.batchId);
  if (!found || !isOurs(batch, found)) {
    return (await deps.batches.unpost(batch.no, UNDONE)) ? "undone" : "moved-on";
  }
  if (found.standing === "void") return (await deps.batches.saveVoid(batch.no, VOIDED)) ? "void" : "moved-on";
  // It did not stand: sending its money back is open to anybody, and the operator does it.
  if (found.standing === "condemned") await deps.chain.voidBatch(found);
  if (hasChanged(batch, found)) await deps.batches.saveStanding(batch.no, found);
  if (found.standing !== "stands" || !(await isOver(deps, found))) return "waits";
  return (await deps.batches.finish(batch.no, deps.now())) ? "final" : "waits";
}

const hasChanged = (batch: Batch, found: ChainBatch): boolean =>
  batch.standing !== found.standing ||
  batch.claimableAtS !== found.claimableAtS ||
  batch.postedBlock !== found.blockNumber ||
  batch.txHash !== found.txHash;

async function isOver({ chain }: SettlementDeps, { claimableAtS, blockNumber }: ChainBatch): Promise<boolean> {
  if ((await chain.headTimestampS()) < claimableAtS) {
    if ((await chain.clockS()) < claimableAtS) return false;
    await chain.tick();
    if ((await chain.headTimestampS()) < claimableAtS) return false;
  }
  return (await chain.headNumber()) - blockNumber + 1n >= BigInt(chain.confirmations);
}
