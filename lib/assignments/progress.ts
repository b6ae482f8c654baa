import type { ClaimOutcome, Tally } from "./assignment";
import type { WorkedBounty } from "./ports";

/** How far an annotator is in a bounty. Amounts in base units, decimal. */
export type Progress = {
  readonly answered: number;
  /** Leases held now. */
  readonly waiting: number;
  readonly skipped: number;
  /** Items this annotator was not given yet: at most so many are left, for others may complete them first. */
  readonly itemsLeft: number;
  /** Every answer at the full price. */
  readonly earnedAtMostUnits: string;
  /** From the base share of the price to all of it. */
  readonly earnedLikelyUnits: readonly [low: string, high: string];
};

/**
 * Progress from an annotator's own counters, and from nothing else: how many items are still open would fall with every
 * item but a gold one, and so give gold away.
 */
export function progressOf(
  bounty: Pick<WorkedBounty, "itemCount" | "goldCount" | "priceUnits" | "betaQ16">,
  { answered, held, skipped, issued }: Tally,
  outcome: ClaimOutcome = "ok",
): Progress {
  const most = BigInt(answered) * bounty.priceUnits;
  const base = (most * BigInt(bounty.betaQ16)) >> 16n;
  const over = outcome === "none-left" || outcome === "closed";
  return {
    answered,
    waiting: held,
    skipped,
    itemsLeft: over ? 0 : Math.max(0, bounty.itemCount + bounty.goldCount - issued),
    earnedAtMostUnits: most.toString(),
    earnedLikelyUnits: [base.toString(), most.toString()],
  };
}
