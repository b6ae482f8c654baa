import { z } from "zod";
import { type Caller, requireOwner, requireSystem } from "@/lib/kernel/caller";
import { AppError } from "@/lib/kernel/errors";
import type { BatchId } from "@/lib/kernel/ids";
import { acceptTypedData } from "./authorisations";
import type { Batch, SettledBounty } from "./batch";
import { batchCommit, type PostedBatch } from "./claim-args";
import type { SettlementDeps } from "./ports";
import { postedBatch } from "./posted";
import type { Hex } from "./sum-tree";

export const AcceptInput = z.object({ id: z.string(), signature: z.string().regex(/^0x[0-9a-fA-F]+$/) });
export const AcceptanceInput = z.object({ id: z.string() });

export type AcceptanceView = {
  /** What the owner signs so that the batch's window ends now (EIP-712). */
  readonly typedData: ReturnType<typeof acceptTypedData>;
  readonly signed: boolean;
};

/** What the owner of a batch in its window may sign. `conflict` when there is nothing to accept. */
export async function acceptance(
  deps: SettlementDeps,
  caller: Caller,
  { id }: z.infer<typeof AcceptanceInput>,
): Promise<AcceptanceView> {
  const { batch, key, posted } = await acceptable(deps, caller, id);
  const signed = (await deps.acceptances.of(batch.no)).some(({ commit }) => commit === batchCommit(posted));
  return { typedData: acceptTypedData(deps.chain, key, batchCommit(posted)), signed };
}

/** Keeps the owner's consent; the operator sends it. Again: the same. `invalid_input` when the signature is not the owner's. */
export async function accept(
  deps: SettlementDeps,
  caller: Caller,
  { id, signature }: z.infer<typeof AcceptInput>,
): Promise<{ accepted: true }> {
  const { batch, key, posted } = await acceptable(deps, caller, id);
  if (caller.kind !== "account") throw new AppError("forbidden", "Only the bounty's owner can do this.");
  const commit = batchCommit(posted);
  const signed = { ...acceptTypedData(deps.chain, key, commit), address: caller.address, signature: signature as Hex };
  if (!(await deps.chain.verifyTypedData(signed))) {
    throw new AppError(
      "invalid_input",
      "The signature is not the owner's, or for another state of the batch. Sign again.",
    );
  }
  await deps.acceptances.add(
    { batchNo: batch.no, owner: caller.address, commit, signature: signature as Hex },
    deps.now(),
  );
  return { accepted: true };
}

/** For the worker: sends the consents of batches whose window is not over. Answers how many. */
export async function sendAcceptances(deps: SettlementDeps, caller: Caller): Promise<number> {
  requireSystem(caller);
  let sent = 0;
  for (const batch of await deps.acceptances.waiting()) {
    const bounty = await deps.batches.bountyByNo(batch.bountyNo);
    const posted = bounty && (await postedBatch(deps, batch, bounty));
    if (!posted || !bounty?.manifestHash || (await deps.chain.headTimestampS()) >= posted.claimableAtS) continue;
    const found = (await deps.acceptances.of(batch.no)).find(({ commit }) => commit === batchCommit(posted));
    if (!found) continue;
    const { owner, signature } = found;
    try {
      await deps.chain.accept(posted, [{ owner, manifestHash: bounty.manifestHash, signature }]);
      sent += 1;
    } catch (thrown) {
      const error = AppError.of(thrown);
      if (error.code !== "chain_rejected") throw thrown;
      await deps.batches.note(batch.no, `The owner's acceptance was not taken: ${error.message}`);
      await deps.acceptances.drop(found);
    }
  }
  return sent;
}

async function acceptable(
  deps: SettlementDeps,
  caller: Caller,
  id: string,
): Promise<{ batch: Batch; bounty: SettledBounty; posted: PostedBatch; key: Hex }> {
  const batch = await deps.batches.byId(id as BatchId);
  const bounty = batch && (await deps.batches.bountyByNo(batch.bountyNo));
  if (!batch || !bounty) throw new AppError("not_found", `There is no batch "${id}".`);
  requireOwner(caller, bounty.ownerNo);
  const posted = await postedBatch(deps, batch, bounty);
  if (batch.state !== "window" || batch.standing !== "stands" || !posted || !batch.batchKey) {
    throw new AppError("conflict", "Only a batch in its window that nobody has challenged can be accepted.");
  }
  return { batch, bounty, posted, key: batch.batchKey };
}
