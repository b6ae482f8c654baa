import type { BountyState, Visibility } from "./bounty";
import type { Policy } from "./policy";

/** A bounty in a list. Amounts are base units in decimal digits, times Unix seconds. */
export type BountySummary = {
  readonly id: string;
  readonly state: BountyState;
  readonly title: string;
  readonly taskType: string;
  readonly taskTitle: string;
  /** What its items show; null while there are none. */
  readonly kind: "text" | "image" | null;
  /** Classes to choose from, where the task has them. */
  readonly labels: number | null;
  readonly owner: string;
  readonly mine: boolean;
  readonly priceUnits: string;
  readonly items: number;
  readonly overlap: number;
  readonly answersWanted: number;
  readonly answersCounted: number;
  readonly answersLeft: number;
  readonly annotators: number;
  /** Half of the latest answers took less; null before there are any. */
  readonly medianLeadMs: number | null;
  /** At that pace and the full price; null before there are answers. */
  readonly payPerHourUnits: string | null;
  /** Mean certainty of the labels so far, in thousandths; null before there are labels. */
  readonly finenessPermille: number | null;
  readonly suggestions: boolean;
  readonly deadlineS: number | null;
  readonly openedAtS: number | null;
  readonly settledAtS: number | null;
  /** Whether the caller may work on it, and if not, why. */
  readonly eligibility: Eligibility;
};

export type Eligibility = "ok" | "sign-in" | "paused" | "banned" | "not-open" | "none-left";

export type BountyCounts = {
  readonly total: number;
  readonly byKind: Readonly<Record<string, number>>;
  readonly answersLeft: number;
  /** Escrow of these bounties, base units. */
  readonly lockedUnits: string;
};

export type BountyList = {
  readonly bounties: readonly BountySummary[];
  /** What to ask the following page after; null at the end. */
  readonly next: string | null;
  readonly counts: BountyCounts;
};

/** Everything about a bounty that its reader may know. */
export type BountyDetail = BountySummary & {
  readonly guidelines: string;
  readonly config: unknown;
  readonly policy: Policy;
  readonly taskVersion: number;
  readonly visibility: Visibility;
  readonly manifest: unknown;
  readonly manifestHash: string | null;
  readonly chainBountyId: string | null;
  readonly escrowUnits: string;
  readonly fundedUnits: string;
  readonly fundingTx: string | null;
  readonly closedAtS: number | null;
  /** The owner's eyes only; null for others. */
  readonly ownerView: OwnerView | null;
};

export type OwnerView = {
  /** Whom a private bounty is shown to. */
  readonly guests: readonly string[];
  readonly gold: number;
  readonly budget: {
    readonly answers: number;
    readonly more: number;
    readonly extras: number;
    readonly mostAnswers: number;
    readonly payUnits: string;
    readonly feeUnits: string;
    readonly escrowUnits: string;
    readonly likelyUnits: readonly [string, string];
  };
  /** What keeps a draft from being published. */
  readonly lacks: readonly { readonly at: string; readonly reason: string }[];
};

/** What publishing answers: all that the funding transaction needs. */
export type Published = {
  readonly manifest: unknown;
  readonly manifestHash: string;
  readonly chainBountyId: string;
  readonly escrowUnits: string;
  readonly deadlineS: number;
  readonly ledgerId: string;
  readonly vault: string;
  readonly token: string;
};

/** What publishing answers while the worker is at it: ask again. */
export type Publishing = {
  readonly state: "publishing";
  /** Items that are in the manifest already, of all. */
  readonly done: number;
  readonly of: number;
};

export type FundingView = {
  readonly state: "open" | "waiting";
  readonly fundedUnits: string;
  readonly missingUnits: string;
  /** Why it is not open yet; null when it is. */
  readonly reason: string | null;
};
