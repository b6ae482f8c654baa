import type { Batch, SettledBounty } from "./batch";
import type { PostedBatch } from "./claim-args";
import type { SettlementDeps } from "./ports";

/** The batch in the words of its chain event, from what is stored; undefined before it was posted. */
export async function postedBatch(
  { chain }: Pick<SettlementDeps, "chain">,
  batch: Batch,
  { chainBountyId }: Pick<SettledBounty, "chainBountyId">,
): Promise<PostedBatch | undefined> {
  const { ledgerId, batchId, root, evidenceSha, claimableAtS, totalUnits, feeUnits, allocUnits } = batch;
  if (batchId === null || !root || !evidenceSha || claimableAtS === null || !chainBountyId) return undefined;
  return {
    ledgerId,
    batchId,
    token: (await chain.ledger(ledgerId)).token,
    root,
    total: totalUnits,
    evidenceHash: `0x${evidenceSha}`,
    fee: feeUnits,
    allocations: [{ bountyId: chainBountyId, amount: allocUnits }],
    claimableAtS,
  };
}
