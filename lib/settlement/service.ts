import { z } from "zod";
import { Manifest } from "@/lib/bounties/manifest";
import { isShown, ownedOr, shownOr } from "@/lib/bounties/sight";
import { type Caller, requireAccount, requireOwner } from "@/lib/kernel/caller";
import { AppError } from "@/lib/kernel/errors";
import type { BatchId, BountyId } from "@/lib/kernel/ids";
import { type AnswerView, answerView } from "./answer-view";
import { type Batch, type BatchView, batchView, type SettledBounty } from "./batch";
import { openBatch } from "./carry-on";
import { type ClaimView, claimView, type EarningsView, earningView, growingView, totalsOf } from "./earnings";
import { creditsOf } from "./evidence-credits";
import type { EvidenceFile, SettlementDeps } from "./ports";
import { type PushOutcome, pushBatch } from "./push-batch";

export const SettleInput = z.object({ id: z.string() });

/**
 * Closes the owner's bounty to new claims and queues its batch. Again: the same batch; one that the chain has refused is
 * tried again. `conflict` when the bounty was never open.
 */
export async function settle(
  deps: SettlementDeps,
  caller: Caller,
  { id }: z.infer<typeof SettleInput>,
): Promise<{ batch: BatchView }> {
  const bounty = ownedOr(unknown(id), await bountyById(deps, id), caller);
  const opened = await openBatch(deps, bounty);
  if (opened.state !== "refused") return { batch: batchView(opened, bounty) };
  await deps.batches.retry(opened.no);
  return { batch: batchView((await deps.batches.byNo(opened.no)) ?? opened, bounty) };
}

export const RetryInput = z.object({ id: z.string() });

/** Tries a batch again that the chain has refused. For its owner and the ledger's operator; `conflict` for any other. */
export async function retry(
  deps: SettlementDeps,
  caller: Caller,
  { id }: z.infer<typeof RetryInput>,
): Promise<{ batch: BatchView }> {
  const { batch, bounty } = await batchOr404(deps, id);
  await requireOperatorOrOwner(deps, caller, batch, bounty);
  if (!(await deps.batches.retry(batch.no))) {
    throw new AppError("conflict", `This batch is ${batch.state}: only one that the chain has refused is tried again.`);
  }
  return { batch: batchView((await deps.batches.byNo(batch.no)) ?? batch, bounty) };
}

export const PushInput = z.object({ id: z.string() });

/** Pays every unclaimed leaf of a final batch. For the worker, the ledger's operator, and the bounty's owner. */
export async function push(
  deps: SettlementDeps,
  caller: Caller,
  { id }: z.infer<typeof PushInput>,
): Promise<PushOutcome> {
  const { batch, bounty } = await batchOr404(deps, id);
  await requireOperatorOrOwner(deps, caller, batch, bounty);
  return pushBatch(deps, batch, bounty);
}

/** What the caller earned, batch by batch, with the claims that are ready to be sent. */
export async function earnings(deps: SettlementDeps, caller: Caller): Promise<EarningsView> {
  const { no } = requireAccount(caller);
  const { earned: book } = deps;
  const [payouts, unsettled, paid] = await Promise.all([book.payouts(no), book.unsettled(no), book.paidUnits(no)]);
  const earned = payouts.map(earningView);
  const growing = unsettled.map(growingView);
  const claimable: ClaimView[] = [];
  for (const row of payouts.filter(({ batch, paidAtMs }) => batch.state === "final" && paidAtMs === null)) {
    const claim = await claimView(deps, row);
    if (claim) claimable.push(claim);
  }
  return { earned, claimable, growing, totals: totalsOf(earned, growing, paid) };
}

export const AnswersInput = z.object({
  id: z.string(),
  after: z.union([z.literal(""), z.string().regex(/^[0-9a-f]{64}$/)]).default(""),
  limit: z.coerce.number().int().min(1).max(500).default(100),
});

/** What became of the caller's answers in a settled bounty; nothing is told before the last batch is final. */
export async function answersOf(
  deps: SettlementDeps,
  caller: Caller,
  { id, after, limit }: z.infer<typeof AnswersInput>,
): Promise<{ answers: AnswerView[]; next: string | null }> {
  const { no, address } = requireAccount(caller);
  const bounty = await bountyById(deps, id);
  if (!bounty) throw unknown(id);
  const rows = await deps.earned.answers(no, bounty.no, after, limit);
  // Whoever has answered keeps the right to know what became of it, a guest no more included.
  if (rows.length === 0 && !isShown(bounty, caller)) throw unknown(id);
  if (bounty.state !== "settled") throw new AppError("conflict", "Answers are shown once the bounty is settled.");
  const last = (await deps.batches.ofBounty(bounty.no)).filter(({ evidenceSha }) => evidenceSha).at(-1);
  const credited = await creditsOf(deps.evidence, last?.evidenceSha ?? null, address);
  const terms = Manifest.parse(bounty.manifest);
  const next = rows.length === limit ? (rows.at(-1)?.item ?? null) : null;
  return { answers: rows.map((row) => answerView(row, credited, terms)), next };
}

export const BatchInput = z.object({ id: z.string() });

/** One batch. Public, of a private bounty too: it is the proof of pay, and names no item. */
export async function batch(
  deps: SettlementDeps,
  _caller: Caller,
  { id }: z.infer<typeof BatchInput>,
): Promise<BatchView> {
  const found = await batchOr404(deps, id);
  return batchView(found.batch, found.bounty);
}

export const BatchesInput = z.object({ id: z.string() });

/** The batches of a bounty, first to last. For whoever may see the bounty. */
export async function batchesOf(
  deps: SettlementDeps,
  caller: Caller,
  { id }: z.infer<typeof BatchesInput>,
): Promise<{ batches: BatchView[] }> {
  const bounty = shownOr(unknown(id), await bountyById(deps, id), caller);
  return { batches: (await deps.batches.ofBounty(bounty.no)).map((found) => batchView(found, bounty)) };
}

export const EvidenceInput = BatchInput.extend({ gzip: z.boolean().default(false) });

/** A batch's evidence, gzipped where that is wanted and at hand. Public once the batch is posted: before that nobody may learn who is paid what. */
export async function evidence(
  deps: SettlementDeps,
  _caller: Caller,
  { id, gzip }: z.input<typeof EvidenceInput>,
): Promise<EvidenceFile> {
  const { batch: found, bounty } = await batchOr404(deps, id);
  const { evidence: file } = batchView(found, bounty);
  const packed = file && gzip ? await deps.evidence.packed?.(file.sha256) : undefined;
  if (file && packed) return { sha256: file.sha256, encoding: "gzip", ...packed };
  const chunks = file && (await deps.evidence.get(file.sha256));
  if (!file || !chunks) throw new AppError("not_found", "This batch has no evidence yet: it is not on the chain.");
  return { ...file, encoding: "identity", chunks };
}

async function requireOperatorOrOwner(
  { chain }: SettlementDeps,
  caller: Caller,
  { ledgerId }: Batch,
  { ownerNo }: SettledBounty,
): Promise<void> {
  const { operator } = await chain.ledger(ledgerId);
  const isOperator = caller.kind === "account" && caller.address === operator.toLowerCase();
  if (!isOperator) requireOwner(caller, ownerNo);
}

const bountyById = ({ batches }: SettlementDeps, id: string) => batches.bountyById(id as BountyId);

const unknown = (id: string) => new AppError("not_found", `There is no bounty "${id}".`);

async function batchOr404(deps: SettlementDeps, id: string): Promise<{ batch: Batch; bounty: SettledBounty }> {
  const batch = await deps.batches.byId(id as BatchId);
  const bounty = batch && (await deps.batches.bountyByNo(batch.bountyNo));
  if (batch && bounty) return { batch, bounty };
  throw new AppError("not_found", `There is no batch "${id}".`);
}
