import { z } from "zod";
import { type Caller, requireAccount } from "@/lib/kernel/caller";
import { AppError } from "@/lib/kernel/errors";
import { addressOf } from "@/lib/kernel/ids";
import { claimToTypedData } from "./authorisations";
import type { RelayState } from "./money-ports";
import type { EarnedPayout, SettlementDeps } from "./ports";
import type { Hex } from "./sum-tree";

const Signed = z.object({
  recipient: z.string().transform((text, context) => addressOf(text) ?? issue(context)),
  deadlineS: z.number().int().positive(),
  signature: z.string().regex(/^0x[0-9a-fA-F]+$/),
});

/** Payouts that the operator shall claim: to their account, or to another address as the account has signed (`ClaimTo`). */
export const RelayInput = z.object({
  claims: z
    .array(z.object({ batchId: z.string(), to: Signed.optional() }))
    .min(1)
    .max(40),
});

export type RelayView = { readonly batchId: string; readonly state: RelayState; readonly reason: string | null };

export type RelaysView = {
  /** Whether this operator sends claims at its own cost. */
  readonly open: boolean;
  readonly claims: readonly (RelayView & { readonly recipient: string | null; readonly txHash: string | null })[];
};

/** The claims that the caller has asked the operator to send, newest first, with how far each is. */
export async function relays(deps: SettlementDeps, caller: Caller): Promise<RelaysView> {
  const { no } = requireAccount(caller);
  return { open: deps.relays.open, claims: await deps.relays.of(no) };
}

/**
 * Queues claims that the operator sends at its own cost. Asked again, it changes nothing; a refused one is tried again.
 * @throws AppError `unavailable` where the operator relays nothing, `not_found` without such a payout, `conflict` when it
 * cannot be claimed, `invalid_input` when a signature is not the caller's.
 */
export async function relay(
  deps: SettlementDeps,
  caller: Caller,
  { claims }: z.infer<typeof RelayInput>,
): Promise<{ claims: RelayView[] }> {
  const { no, address } = requireAccount(caller);
  if (!deps.relays.open)
    throw new AppError("unavailable", "This operator sends no claims. Claim with your own wallet.");
  const payouts = await deps.earned.payouts(no);
  const views: RelayView[] = [];
  for (const { batchId, to } of claims) {
    const mine = payouts.find(({ batch }) => batch.id === batchId);
    if (!mine) throw new AppError("not_found", `You have no payout in batch "${batchId}".`);
    if (mine.batch.state !== "final") throw new AppError("conflict", "This payout cannot be claimed yet.");
    if (to) await requireSigned(deps, mine, address, to);
    const asked = { batchNo: mine.batch.no, leafIndex: mine.leafIndex, annotatorNo: no, to: to ?? null };
    const paid = mine.paidAtMs !== null;
    const { state, reason } = paid
      ? { state: "paid" as const, reason: null }
      : await deps.relays.add(asked, deps.now());
    views.push({ batchId, state, reason });
  }
  return { claims: views };
}

async function requireSigned(
  { chain, now }: SettlementDeps,
  { batch, leafIndex }: EarnedPayout,
  address: Hex,
  { recipient, deadlineS, signature }: z.infer<typeof Signed>,
): Promise<void> {
  if (!batch.batchKey) throw new AppError("conflict", "This payout is not on the chain.");
  if (deadlineS * 1000 <= now()) throw new AppError("invalid_input", "The signature's deadline is over. Sign again.");
  const terms = { batchKey: batch.batchKey, index: leafIndex, to: recipient, deadlineS };
  const typed = claimToTypedData(chain, terms);
  if (await chain.verifyTypedData({ ...typed, address, signature: signature as Hex })) return;
  throw new AppError("invalid_input", "The signature is not yours, or for another payout. Sign again.");
}

function issue(context: z.RefinementCtx): never {
  context.addIssue({ code: "custom", message: "must be 0x and 40 hex digits" });
  return z.NEVER;
}
