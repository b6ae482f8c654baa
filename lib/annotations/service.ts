import { z } from "zod";
import { type ClaimReply, claimReply } from "@/lib/assignments/claim-reply";
import { DRAW_BYTES, drawOf } from "@/lib/assignments/draw";
import type { Claimed } from "@/lib/assignments/ports";
import { type Progress, progressOf } from "@/lib/assignments/progress";
import { givesWork, workedBounty } from "@/lib/assignments/worked-bounty";
import { type Caller, requireAccount } from "@/lib/kernel/caller";
import { parseInput } from "@/lib/kernel/parse";
import { type StoreOutcome, type Verdict, verdictOf } from "./annotation";
import type { AnnotationDeps } from "./ports";
import { signedBatch } from "./signed-batch";
import { SubmitInput } from "./submit-input";

export type SubmitReply = { readonly verdicts: readonly Verdict[]; readonly progress: Progress };

/**
 * Stores signed answers of the caller: all of them or, when one cannot be taken as it is, none. Sent twice, they count
 * once. Verdicts stand in the order of the answers. The worker resolves the items later, from the outbox.
 */
export async function submit(deps: AnnotationDeps, caller: Caller, input: unknown): Promise<SubmitReply> {
  const account = requireAccount(caller);
  const { bountyId, ...sent } = parseInput(SubmitInput, input);
  const bounty = await workedBounty(deps.bounties, bountyId, account);
  const batch = await signedBatch(deps, bounty, account.no, sent);
  const { outcomes, tally } = await deps.annotations.submit(bounty.no, account.no, batch);
  return { verdicts: verdicts(sent, outcomes), progress: progressOf(bounty, tally) };
}

export const ExchangeInput = SubmitInput.extend({
  count: z.int().min(1, "ask for at least one item").max(20, "at most 20 items at a time"),
});

export type ExchangeReply = ClaimReply & { readonly verdicts: readonly Verdict[] };

/** Submit, then claim up to `count` more, in one transaction. When the bounty gives out no more, the answers are stored all the same. */
export async function exchange(deps: AnnotationDeps, caller: Caller, input: unknown): Promise<ExchangeReply> {
  const account = requireAccount(caller);
  const { bountyId, count, ...sent } = parseInput(ExchangeInput, input);
  const bounty = await workedBounty(deps.bounties, bountyId, account);
  const batch = await signedBatch(deps, bounty, account.no, sent);
  if (!givesWork(bounty, deps.now())) {
    const { outcomes, tally } = await deps.annotations.submit(bounty.no, account.no, batch);
    const closed: Claimed = { outcome: "closed", items: [], expiresAtMs: null, tally };
    return { verdicts: verdicts(sent, outcomes), ...(await claimReply(deps, bounty, account.no, closed)) };
  }
  const draw = drawOf(bounty, count, await deps.store.medianLeadMs(bounty.no), deps.random(DRAW_BYTES));
  const { outcomes, claimed } = await deps.annotations.exchange(bounty.no, account.no, batch, draw);
  return { verdicts: verdicts(sent, outcomes), ...(await claimReply(deps, bounty, account.no, claimed)) };
}

const ProgressInput = z.object({ bountyId: z.string() });

/** How far the caller is in a bounty, and what it may earn. */
export async function progress(deps: AnnotationDeps, caller: Caller, input: unknown): Promise<Progress> {
  const account = requireAccount(caller);
  const { bountyId } = parseInput(ProgressInput, input);
  const bounty = await workedBounty(deps.bounties, bountyId, account);
  return progressOf(bounty, await deps.store.tally(bounty.no, account.no));
}

function verdicts({ answers }: Pick<SubmitInput, "answers">, outcomes: readonly StoreOutcome[]): Verdict[] {
  return answers.map(({ token }, i) => ({ token, outcome: verdictOf(outcomes[i] ?? "unknown") }));
}
