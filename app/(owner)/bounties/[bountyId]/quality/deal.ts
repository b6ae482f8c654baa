import type { Policy } from "@/lib/bounties/policy";

/** What was promised when the bounty was funded. Base units in decimal digits. */
export type Deal = {
  readonly escrowUnits: string;
  readonly priceUnits: string;
  readonly answersWanted: number;
  readonly deadlineS: number | null;
  readonly policy: Policy;
};
