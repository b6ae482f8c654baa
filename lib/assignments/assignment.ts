import type { AccountNo, BountyNo, ItemNo } from "@/lib/kernel/ids";

/** The states of an assignment as they are stored: the number is the place in this list. Every one but the first is an end, though a late answer still turns the last three into `answered`. */
export const ASSIGNMENT_STATES = ["leased", "answered", "expired", "returned", "skipped"] as const;
export type AssignmentState = (typeof ASSIGNMENT_STATES)[number];

/** Why an annotator gives a lease back: it cannot be answered, or it was never looked at. Neither item comes again. */
export const RELEASE_REASONS = { skip: "skipped", return: "returned" } as const satisfies Record<
  string,
  AssignmentState
>;
export type ReleaseReason = keyof typeof RELEASE_REASONS;

/** Leave to answer one item, for one annotator. Travels as a sealed token. */
export type Lease = { readonly bountyNo: BountyNo; readonly accountNo: AccountNo; readonly itemNo: ItemNo };

/**
 * What became of a claim. `none-left`: every open item was this annotator's before, or others hold them just now;
 * `full`: answer or release first; `paused`: the annotator is not given work here at present; `closed`: the bounty
 * gives out no more.
 */
export type ClaimOutcome = "ok" | "none-left" | "full" | "paused" | "closed";

/** An annotator's counters in a bounty. Gold counts like anything else: nothing here tells it apart. */
export type Tally = {
  readonly answered: number;
  readonly skipped: number;
  readonly held: number;
  /** Items ever handed to this annotator. */
  readonly issued: number;
};

export const NO_TALLY: Tally = { answered: 0, skipped: 0, held: 0, issued: 0 };
