import { z } from "zod";
import { type Caller, requireAccount } from "@/lib/kernel/caller";
import { AppError } from "@/lib/kernel/errors";
import type { BatchId } from "@/lib/kernel/ids";
import { type DisputeView, disputeView } from "./dispute-view";
import type { EvidenceFile, SettlementDeps } from "./ports";
import { postedBatch } from "./posted";

export const DisputeInput = z.object({ id: z.string() });

/** A case is an essay, not a data set. */
const MOST_CHARS = 100_000;
export const CaseInput = z.object({
  id: z.string(),
  words: z.string().min(1, "say what is wrong with the batch").max(MOST_CHARS),
});

/** Whether a batch can be or was challenged, at what price, who judges, and what they have said. Public. */
export async function dispute(
  deps: SettlementDeps,
  caller: Caller,
  { id }: z.infer<typeof DisputeInput>,
): Promise<DisputeView> {
  const { batch, posted } = await onChain(deps, id);
  const account = caller.kind === "account" ? caller.address : null;
  const [chain, headS, credit] = await Promise.all([
    deps.chain.challengeOf(posted),
    deps.chain.headTimestampS(),
    account ? deps.chain.creditOf(posted.token, account) : { bondUnits: 0n, stakeWei: 0n },
  ]);
  return disputeView(batch, posted, chain, { headS, caller: account, credit });
}

/** Keeps what a challenger has to say, before the wallet sends the challenge with its hash. Again: the same hash. */
export async function stateCase(
  deps: SettlementDeps,
  caller: Caller,
  { id, words }: z.infer<typeof CaseInput>,
): Promise<{ evidenceHash: string }> {
  requireAccount(caller);
  await onChain(deps, id);
  const { sha256 } = await deps.evidence.put(once(new TextEncoder().encode(words)));
  return { evidenceHash: `0x${sha256}` };
}

/** What the challenger of a batch has said, as the chain names it. Public. */
export async function caseOf(
  deps: SettlementDeps,
  _caller: Caller,
  { id }: z.infer<typeof DisputeInput>,
): Promise<Pick<EvidenceFile, "sha256" | "chunks">> {
  const { posted } = await onChain(deps, id);
  const sha256 = (await deps.chain.challengeOf(posted)).challenge?.evidenceHash?.slice(2);
  const chunks = sha256 === undefined ? undefined : await deps.evidence.get(sha256);
  if (sha256 === undefined || !chunks) throw new AppError("not_found", "Nothing that a challenger said is kept here.");
  return { sha256, chunks };
}

async function onChain(deps: SettlementDeps, id: string) {
  const batch = await deps.batches.byId(id as BatchId);
  const bounty = batch && (await deps.batches.bountyByNo(batch.bountyNo));
  if (!batch || !bounty) throw new AppError("not_found", `There is no batch "${id}".`);
  const posted = await postedBatch(deps, batch, bounty);
  if (posted) return { batch, posted };
  throw new AppError("conflict", "This batch is not on the chain: there is nothing to challenge.");
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}
