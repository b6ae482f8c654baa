import { z } from "zod";
import { type Caller, requireAccount, requireSystem } from "@/lib/kernel/caller";
import { parseInput } from "@/lib/kernel/parse";
import { RELEASE_REASONS, type ReleaseReason } from "./assignment";
import { type ClaimReply, claimReply } from "./claim-reply";
import { DRAW_BYTES, drawOf } from "./draw";
import { leaseLengthMs, MAX_LEASE_MS } from "./lease-length";
import type { AssignmentDeps, Claimed } from "./ports";
import { readLeases } from "./read-lease";
import { Remark } from "./remark";
import { givesWork, workedBounty } from "./worked-bounty";

/** Items of one claim at most. */
const MAX_CLAIM = 20;
const MAX_RELEASE = 200;
/** Annotators that one pass of the sweep visits. */
const SWEEP_STEP = 50;

export const ClaimInput = z.object({
  bountyId: z.string(),
  count: z.int().min(1, "ask for at least one item").max(MAX_CLAIM, `at most ${MAX_CLAIM} items at a time`),
});

/** Leases up to `count` items of a bounty to the caller. What cannot be had is an outcome, not an error. */
export async function claim(deps: AssignmentDeps, caller: Caller, input: unknown): Promise<ClaimReply> {
  const account = requireAccount(caller);
  const { bountyId, count } = parseInput(ClaimInput, input);
  const bounty = await workedBounty(deps.bounties, bountyId, account);
  if (!givesWork(bounty, deps.now())) {
    const tally = await deps.store.tally(bounty.no, account.no);
    const closed: Claimed = { outcome: "closed", items: [], expiresAtMs: null, tally };
    return claimReply(deps, bounty, account.no, closed);
  }
  const draw = drawOf(bounty, count, await deps.store.medianLeadMs(bounty.no), deps.random(DRAW_BYTES));
  return claimReply(deps, bounty, account.no, await deps.store.claim(bounty.no, account.no, draw));
}

export const ReleaseInput = z.object({
  bountyId: z.string(),
  tokens: z.array(z.string()).min(1, "name at least one item").max(MAX_RELEASE, `at most ${MAX_RELEASE} at a time`),
  reason: z.enum(Object.keys(RELEASE_REASONS) as [ReleaseReason, ...ReleaseReason[]]),
  /** Told to the owner: why an item is skipped, or what is wrong with it. */
  remark: Remark.optional(),
});

/**
 * Gives items back. They go to others and never come again to the caller; those no longer held are passed over. A remark is
 * kept for every item named, held still or not; said again it counts once.
 */
export async function release(deps: AssignmentDeps, caller: Caller, input: unknown): Promise<{ released: number }> {
  const account = requireAccount(caller);
  const { bountyId, tokens, reason, remark } = parseInput(ReleaseInput, input);
  const bounty = await workedBounty(deps.bounties, bountyId, account);
  const owner = { bountyNo: bounty.no, accountNo: account.no };
  const items = readLeases(deps.seal, tokens, owner, (i) => `tokens.${i}`);
  if (remark) await deps.store.remark(bounty.no, account.no, items, remark);
  return { released: await deps.store.release(bounty.no, account.no, items, reason) };
}

const ExtendInput = z.object({ bountyId: z.string() });

/** Heartbeat of somebody at work: everything held lives on, at most an hour from its claim. */
export async function extend(deps: AssignmentDeps, caller: Caller, input: unknown): Promise<{ held: number }> {
  const account = requireAccount(caller);
  const { bountyId } = parseInput(ExtendInput, input);
  const bounty = await workedBounty(deps.bounties, bountyId, account);
  const leaseMs = leaseLengthMs(await deps.store.medianLeadMs(bounty.no), 1, bounty.policy.leaseMs);
  return { held: await deps.store.extend(bounty.no, account.no, leaseMs, MAX_LEASE_MS) };
}

/** Takes back every lease that has lapsed, in all bounties; answers how many. For the worker, every few seconds. */
export async function expireLapsed(
  deps: Pick<AssignmentDeps, "store">,
  caller: Caller,
): Promise<{ readonly expired: number }> {
  requireSystem(caller);
  let total = 0;
  for (;;) {
    const { visited, expired } = await deps.store.expire(SWEEP_STEP);
    total += expired;
    if (visited < SWEEP_STEP) return { expired: total };
  }
}
