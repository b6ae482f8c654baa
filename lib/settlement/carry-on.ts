import { Manifest } from "@/lib/bounties/manifest";
import { type Caller, requireSystem } from "@/lib/kernel/caller";
import { AppError } from "@/lib/kernel/errors";
import { type BatchId, type BatchNo, type BountyNo, idFrom } from "@/lib/kernel/ids";
import type { Batch, SettledBounty } from "./batch";
import { buildBatch } from "./build-batch";
import type { SettlementDeps } from "./ports";
import { postBatch } from "./post-batch";
import { pushBatch } from "./push-batch";
import { watchWindow } from "./watch-window";

/** So many refusals in a row, seconds apart, and a batch makes way for the ledger's next. */
const REFUSALS = 5;
/** Failures of our own are given more time: a database may come back. */
const FAULTS = 25;
/** A refused batch is tried again by itself after so long: what was wrong may be over (a pause, an empty account). */
const RETRY_MS = 3_600_000;

/** For the worker: settles the open bounties whose deadline has passed, retries old refusals. Answers how many. */
export async function settleOverdue(deps: SettlementDeps, caller: Caller): Promise<number> {
  requireSystem(caller);
  const overdue = await deps.batches.overdue(deps.now());
  for (const no of overdue) {
    const bounty = await deps.batches.bountyByNo(no);
    if (bounty) await openBatch(deps, bounty);
  }
  const refused = await deps.batches.refusedBefore(deps.now() - RETRY_MS);
  for (const no of refused) await deps.batches.retry(no);
  return overdue.length + refused.length;
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
  if (batch.state === "building") return build(deps, caller, bounty.no);
  return noted(deps, batch, async () => {
    if (batch.state === "posting") return { outcome: await postBatch(deps, batch, bounty) };
    return { outcome: batch.state === "window" ? await watchWindow(deps, batch) : batch.state };
  });
}

/** For the worker: the batches that are not final, oldest first. */
export async function unfinished(deps: SettlementDeps, caller: Caller): Promise<readonly Batch[]> {
  requireSystem(caller);
  return deps.batches.unfinished();
}

/** For the worker, where the operator wants it: pays out final batches, each once; what was left stays claimable. */
export async function pushDue(deps: SettlementDeps, caller: Caller): Promise<number> {
  requireSystem(caller);
  let paid = 0;
  for (const batch of await deps.batches.unpushed()) {
    const bounty = await deps.batches.bountyByNo(batch.bountyNo);
    if (bounty) paid += (await pushBatch(deps, batch, bounty)).paid;
  }
  return paid;
}

/** Closes a bounty and makes, or finds, the batch that settles it; `conflict` when it was never open. */
export async function openBatch(deps: SettlementDeps, bounty: SettledBounty): Promise<Batch> {
  const id = idFrom<BatchId>("bat", deps.random(20));
  const ledgerId = bounty.manifest ? BigInt(Manifest.parse(bounty.manifest).ledgerId) : 0n;
  const batch = await deps.batches.open(bounty.no, { id, ledgerId, nowMs: deps.now() });
  if (batch) return batch;
  throw new AppError("conflict", `A bounty that is ${bounty.state} cannot be settled: it has never been open.`);
}

/**
 * What the chain refuses is written on the batch for people to read; the job fails and is tried again. A batch that is
 * refused again and again gives up its place, so that the ledger's next ones are not held up.
 */
async function noted(deps: SettlementDeps, batch: Batch, step: () => Promise<BuildReply>): Promise<BuildReply> {
  try {
    return await step();
  } catch (thrown) {
    const error = AppError.of(thrown);
    const { detail } = error.toProblem();
    // Our own faults count only before anything is signed: a transaction that may be on its way keeps its place.
    const counts = error.code === "chain_rejected" || (error.code === "fault" && batch.state === "building");
    if (!counts) await deps.batches.note(batch.no, detail);
    else {
      const limit = error.code === "fault" ? FAULTS : REFUSALS;
      if (await deps.batches.refuse(batch.no, detail, limit, deps.now())) return { outcome: "refused" };
    }
    throw thrown;
  }
}
