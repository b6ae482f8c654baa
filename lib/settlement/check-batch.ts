import { type Caller, requireSystem } from "@/lib/kernel/caller";
import { AppError } from "@/lib/kernel/errors";
import type { BatchId, BatchNo } from "@/lib/kernel/ids";
import { refereeHash } from "@/lib/referee/fingerprint";
import { type Batch, isPosted } from "./batch";
import type { CheckKey, SettlementDeps } from "./ports";
import { type BatchAddress, type ChainBatch, verifyEvidence } from "./verify";
import type { VerifyReport } from "./verify-report";

export type CheckReply =
  | { readonly state: "done"; readonly checkedAtMs: number; readonly report: VerifyReport }
  | { readonly state: "pending" };

/**
 * The server's own verification of a batch. Public. What was found is kept for as long as the file, the batch's state and the
 * referee stay the same; otherwise the worker is asked to find out, and the reply is `pending`: ask again.
 */
export async function check(
  deps: SettlementDeps,
  _caller: Caller,
  { id }: { readonly id: string },
): Promise<CheckReply> {
  const batch = await deps.batches.byId(id as BatchId);
  if (!batch) throw new AppError("not_found", `There is no batch "${id}".`);
  const key = keyOf(batch);
  if (!key) throw new AppError("not_found", "This batch has no evidence yet: it is not on the chain.");
  const found = await deps.checks.find(key);
  if (found) return { state: "done", ...found };
  await deps.checks.request(batch.no);
  return { state: "pending" };
}

/** For the worker: verifies a batch against its stored evidence and the vault, and keeps the report. Twice does no harm. */
export async function runCheck(deps: SettlementDeps, caller: Caller, no: BatchNo): Promise<{ outcome: string }> {
  requireSystem(caller);
  const batch = await deps.batches.byNo(no);
  const key = batch && keyOf(batch);
  if (!key) return { outcome: "nothing" };
  const known = await deps.checks.find(key);
  if (known) return { outcome: known.report.verdict };
  const file = await deps.evidence.get(key.evidenceSha);
  if (!file) throw new AppError("fault", `the evidence ${key.evidenceSha} is not in the store`);
  const chain = { batch: (at: BatchAddress) => postedAt(deps, at) };
  const report = await verifyEvidence(file, { ...deps.signatures, chain });
  await deps.checks.save(key, report, deps.now());
  return { outcome: report.verdict };
}

function keyOf(batch: Batch): CheckKey | undefined {
  const { evidenceSha, state } = batch;
  return evidenceSha && isPosted(state) ? { evidenceSha, state, referee: refereeHash() } : undefined;
}

async function postedAt({ chain }: SettlementDeps, at: BatchAddress): Promise<ChainBatch | null> {
  if (at.chainId !== chain.chainId || at.vault.toLowerCase() !== chain.vault.toLowerCase()) return null;
  return chain.batchAt(at.ledgerId, at.batchId);
}
