import { isGuest } from "@/lib/bounties/sight";
import type { Account } from "@/lib/kernel/caller";
import { AppError } from "@/lib/kernel/errors";
import type { BountyGate, WorkedBounty } from "./ports";

/** A bounty that work is or was done on; `not_found` for others and those not shown to the caller, `conflict` while it waits for its funding. */
export async function workedBounty(bounties: BountyGate, id: string, account: Account): Promise<WorkedBounty> {
  const bounty = await bounties.byId(id);
  if (!bounty || !isGuest(bounty.guests, account)) throw new AppError("not_found", `There is no bounty ${id}.`);
  if (bounty.state === "published") {
    throw new AppError("conflict", "This bounty is not funded yet. It gives out items as soon as it is.");
  }
  return bounty;
}

/** Whether it gives out items now. */
export const givesWork = ({ state, deadlineMs }: WorkedBounty, nowMs: number): boolean =>
  state === "open" && (deadlineMs === null || nowMs < deadlineMs);
