import { Manifest } from "@/lib/bounties/manifest";
import { type Caller, requireSystem } from "@/lib/kernel/caller";
import { AppError } from "@/lib/kernel/errors";
import { type BatchId, type BatchNo, type BountyNo, idFrom } from "@/lib/kernel/ids";
import type { Batch, SettledBounty } from "./batch";
import { buildBatch } from "./build-batch";
import type { SettlementDeps } from "./ports";
import { postBatch } from "./post-batch";

/** For the worker: settles the open bounties whose deadline has passed. Answers how many. */
export async function settleOverdue(deps: SettlementDeps, caller: Caller): Promise<number> {
  requireSystem(caller);
  const overdue = await deps.batches.overdue(deps.now());
  for (const no of overdue) {
    const bounty = await deps.batches.bountyByNo(no);
    if (bounty) await openBatch(deps, bounty);
  }
  return overdue.length;
}

export type BuildReply = { readonly outcome: string };

/** For the worker: computes the bounty's unfinished batch and puts it on the chain. Twice does no harm. */
export async function build(deps: SettlementDeps, caller: Caller, bountyNo: BountyNo): Promise<BuildReply> {
  requireSystem(caller);
  const bounty = await deps.batches.bountyByNo(bountyNo);
  const batch = (await deps.batches.ofBounty(bountyNo)).find(({ state }) => state === "building");
  if (!bounty || !batch) return { outcome: "nothing" };
  return noted(deps, batch, async () => {
    const built = await buildBatch(deps, batch, bounty);
    if (built !== "built") return { outcome: built };
    const now = await deps.batches.byNo(batch.no);
    return { outcome: now ? await postBatch(deps, now, bounty) : "nothing" };
  });
}

/** For the worker: carries a batch one step on: sends it again, sees it posted, ends its window. Twice does no harm. */
export async function advance(deps: SettlementDeps, caller: Caller, batchNo: BatchNo): Promise<BuildReply> {
  requireSystem(caller);
  const batch = await deps.batches.byNo(batchNo);
  const bounty = batch && (await deps.batches.bountyByNo(batch.bountyNo));
  if (!batch || !bounty) return { outcome: "nothing" };
  return noted(deps, batch, async () => {
    if (batch.state === "building") return build(deps, caller, bounty.no);
    if (batch.state === "posting") return { outcome: await postBatch(deps, batch, bounty) };
    return { outcome: batch.state === "window" ? await endWindow(deps, batch) : batch.state };
  });
}

/** For the worker: the batches that are not final, oldest first. */
export async function unfinished(deps: SettlementDeps, caller: Caller): Promise<readonly Batch[]> {
  requireSystem(caller);
  return deps.batches.unfinished();
}

/** For the worker: asks the vault which leaves were paid since. Answers how many. */
export async function followClaims(deps: SettlementDeps, caller: Caller): Promise<number> {
  requireSystem(caller);
  let found = 0;
  for (const { batch, leafIndexes } of await deps.batches.unpaid()) {
    if (!batch.batchKey) continue;
    const paid = await deps.chain.paidLeaves(batch.batchKey, leafIndexes);
    if (paid.length > 0) await deps.batches.markPaid(batch.no, paid, deps.now());
    found += paid.length;
  }
  return found;
}

/** Closes a bounty and makes, or finds, the batch that settles it; `conflict` when it was never open. */
export async function openBatch(deps: SettlementDeps, bounty: SettledBounty): Promise<Batch> {
  const id = idFrom<BatchId>("bat", deps.random(20));
  const ledgerId = bounty.manifest ? BigInt(Manifest.parse(bounty.manifest).ledgerId) : 0n;
  const batch = await deps.batches.open(bounty.no, { id, ledgerId, nowMs: deps.now() });
  if (batch) return batch;
  throw new AppError("conflict", `A bounty that is ${bounty.state} cannot be settled: it has never been open.`);
}

/** Only the chain's own clock ends a window: a leaf must be claimable the moment the page says so. */
async function endWindow(deps: SettlementDeps, batch: Batch): Promise<string> {
  if (batch.claimableAtS === null) return "waits";
  if ((await deps.chain.headTimestampS()) < batch.claimableAtS) {
    if (deps.now() < batch.claimableAtS * 1000) return "waits";
    await deps.chain.tick();
    if ((await deps.chain.headTimestampS()) < batch.claimableAtS) return "waits";
  }
  return (await deps.batches.finish(batch.no, deps.now())) ? "final" : "waits";
}

/** What the chain refuses is written on the batch for people to read; the job fails and is tried again. */
async function noted(deps: SettlementDeps, batch: Batch, step: () => Promise<BuildReply>): Promise<BuildReply> {
  try {
    return await step();
  } catch (error) {
    await deps.batches.note(batch.no, AppError.of(error).toProblem().detail);
    throw error;
  }
}
