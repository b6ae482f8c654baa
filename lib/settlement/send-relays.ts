import { type Caller, requireSystem } from "@/lib/kernel/caller";
import { AppError } from "@/lib/kernel/errors";
import { type ClaimArgs, claimArgs } from "./claim-args";
import type { QueuedRelay } from "./money-ports";
import type { SettlementDeps } from "./ports";
import { postedBatch } from "./posted";
import { treeOf } from "./push-batch";

type Ready = { readonly relayed: QueuedRelay; readonly args: ClaimArgs };

/**
 * For the worker: sends what is queued, an annotator's claims to itself in one transaction. A claim that was paid meanwhile,
 * by whomever, is done. Answers how many there were.
 */
export async function sendRelays(deps: SettlementDeps, caller: Caller): Promise<number> {
  requireSystem(caller);
  const queued = await deps.relays.queued();
  const together = new Map<string, Ready[]>();
  for (const relayed of queued) {
    const ready = await orRefused(deps, relayed, () => prepare(deps, relayed));
    if (!ready) continue;
    const [{ token }] = ready.args;
    // Another receiver is signed for leaf by leaf: such a claim goes alone.
    const key = relayed.to ? `${relayed.batchNo}:${relayed.leafIndex}` : `${relayed.annotatorNo}:${token}`;
    together.set(key, [...(together.get(key) ?? []), ready]);
  }
  for (const group of together.values()) await sendGroup(deps, group);
  return queued.length;
}

async function sendGroup(deps: SettlementDeps, group: readonly Ready[]): Promise<void> {
  if (group.length > 1) {
    try {
      const { txHash } = await deps.chain.claimMany(group.map(({ args }) => args));
      for (const { relayed } of group) await deps.relays.end(relayed, "paid", null, txHash);
      return;
    } catch (thrown) {
      // One of them spoils all: each alone, so that the others are paid and that one says why not.
      if (AppError.of(thrown).code !== "chain_rejected") throw thrown;
    }
  }
  for (const { relayed, args } of group) {
    await orRefused(deps, relayed, async () => {
      const { txHash } = relayed.to ? await deps.chain.claimTo(args, relayed.to) : await deps.chain.claim(args);
      await deps.relays.end(relayed, "paid", null, txHash);
    });
  }
}

/** Runs it; what the chain refuses is written on the claim. */
async function orRefused<T>(
  deps: SettlementDeps,
  relayed: QueuedRelay,
  work: () => Promise<T>,
): Promise<T | undefined> {
  try {
    return await work();
  } catch (thrown) {
    const error = AppError.of(thrown);
    if (error.code !== "chain_rejected") throw thrown;
    await deps.relays.end(relayed, "refused", error.message, null);
    return undefined;
  }
}

/** The claim's arguments; undefined where there is nothing to send, now or ever. */
async function prepare(deps: SettlementDeps, relayed: QueuedRelay): Promise<Ready | undefined> {
  const batch = await deps.batches.byNo(relayed.batchNo);
  const bounty = batch && (await deps.batches.bountyByNo(batch.bountyNo));
  const posted = batch && bounty && (await postedBatch(deps, batch, bounty));
  if (!batch?.batchKey || !posted || batch.state !== "final") return undefined;
  const paid = await deps.chain.paidLeaves(batch.batchKey, [relayed.leafIndex]);
  if (paid.length > 0) {
    await deps.relays.end(relayed, "paid", null, null);
    return undefined;
  }
  const payouts = await deps.batches.payouts(batch.no);
  const leaf = payouts.find(({ leafIndex }) => leafIndex === relayed.leafIndex);
  if (!leaf) throw new AppError("chain_rejected", "The batch has no such payout.");
  const proof = treeOf(batch, payouts).proof(relayed.leafIndex);
  const args = claimArgs(posted, { index: leaf.leafIndex, account: leaf.address, amount: leaf.amountUnits }, proof);
  return { relayed, args };
}
