import { z } from "zod";
import { type Caller, requireSystem } from "@/lib/kernel/caller";
import { AppError } from "@/lib/kernel/errors";
import type { BatchId } from "@/lib/kernel/ids";
import { type BatchState, type BatchView, batchView } from "./batch";
import type { SettlementDeps } from "./ports";
import { postedBatch } from "./posted";

const STATES = ["building", "posting", "window", "final", "void", "refused"] as const satisfies readonly BatchState[];

export const OperatorBatchesInput = z.object({
  state: z.enum(STATES).optional(),
  limit: z.number().int().min(1).max(1000).default(200),
});
export const TakeBackInput = z.object({ id: z.string() });

const TAKEN_BACK = "The operator took this batch back. Settle the bounty again to have it counted anew.";

/** For the operator's command line: all batches, newest first. */
export async function batches(
  deps: SettlementDeps,
  caller: Caller,
  { state, limit }: z.infer<typeof OperatorBatchesInput>,
): Promise<{ batches: BatchView[] }> {
  requireSystem(caller);
  const views: BatchView[] = [];
  for (const batch of await deps.batches.newest(state, limit)) {
    const bounty = await deps.batches.bountyByNo(batch.bountyNo);
    if (bounty) views.push(batchView(batch, bounty));
  }
  return { batches: views };
}

/** Takes back a posted batch before it is final: its money is available to its bounty again. `conflict` for any other. */
export async function takeBack(
  deps: SettlementDeps,
  caller: Caller,
  { id }: z.infer<typeof TakeBackInput>,
): Promise<{ txHash: string }> {
  requireSystem(caller);
  const batch = await deps.batches.byId(id as BatchId);
  const bounty = batch && (await deps.batches.bountyByNo(batch.bountyNo));
  if (!batch || !bounty) throw new AppError("not_found", `There is no batch "${id}".`);
  const posted = await postedBatch(deps, batch, bounty);
  if (batch.state !== "window" || !posted) {
    throw new AppError("conflict", `This batch is ${batch.state}: only one in its window can be taken back.`);
  }
  const { txHash } = await deps.chain.voidBatch(posted);
  await deps.batches.saveVoid(batch.no, TAKEN_BACK);
  return { txHash };
}
