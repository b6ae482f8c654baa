import type { AccountNo, Address, BountyId, BountyNo, Bytes32 } from "@/lib/kernel/ids";
import type { Bounty, Frozen } from "./bounty";
import type { BountyCounts } from "./bounty-view";
import type { VaultBounty } from "./funding";
import type { MarketQuery, Progress } from "./market";
import type { FrozenItem } from "./publish";
import type { Change } from "./terms";

/** A draft as it is first written. */
export type NewBounty = Pick<
  Bounty,
  | "id"
  | "title"
  | "guidelines"
  | "taskType"
  | "taskVersion"
  | "config"
  | "policy"
  | "priceUnits"
  | "deadlineS"
  | "secret"
  | "visibility"
  | "guests"
> & { readonly ownerNo: AccountNo };

/** A page of the market: its rows, what to ask the next one after, and the counts of all that the words and the state mean. */
export type MarketPart = {
  readonly listed: readonly Listed[];
  readonly next: string | null;
  readonly counts: BountyCounts;
};

export type Listed = { readonly bounty: Bounty; readonly progress: Progress };

/** Items that have gone by, and why it was given up, if it was. */
export type PublishingState = { readonly done: number; readonly failure: string | null };

/** Every change names the state it comes from and says whether it won. */
export type Bounties = {
  create(bounty: NewBounty): Promise<void>;
  byId(id: BountyId): Promise<Bounty | undefined>;
  byChainId(chainBountyId: Bytes32): Promise<Bounty | undefined>;
  /** False when it is no draft any more; `has-items` when another task type or visibility would not fit the rows there are. */
  change(no: BountyNo, change: Change & { readonly taskVersion?: number }): Promise<boolean | "has-items">;
  /** Whom a private bounty is shown to, in any state. */
  setGuests(no: BountyNo, guests: readonly Address[]): Promise<void>;
  /** Deletes a draft with its rows. */
  remove(no: BountyNo): Promise<boolean>;
  /**
   * Draft → published, under a lock that holds the draft and its rows still. `freeze` decides from what is there then,
   * and may refuse by throwing. `undefined`: it was no draft any more. `review`: an import waits for the owner's word.
   * `twin`: a bounty of just these terms and rows exists.
   */
  publish(
    no: BountyNo,
    freeze: (bounty: Bounty, items: AsyncIterable<readonly FrozenItem[]>) => Promise<Frozen>,
    nowMs: number,
  ): Promise<Bounty | undefined | "review" | "twin">;
  /** How far the worker is with publishing; undefined where it was not asked to. */
  publishing(no: BountyNo): Promise<PublishingState | undefined>;
  /** Notes how far it is, outside of the transaction that publishes. */
  notePublishing(no: BountyNo, state: PublishingState): Promise<void>;
  /** Notes what has been paid in so far for a published bounty. */
  noteFunding(no: BountyNo, fundedUnits: bigint, txHash: string | undefined): Promise<void>;
  /**
   * Published → open, in one transaction with the numbers of its items: work items 0 … n - 1 in an order drawn by the
   * bounty's secret, gold items behind them, and the hot rows that dispatch works on. False when it was open already.
   */
  open(
    no: BountyNo,
    funded: { readonly fundedUnits: bigint; readonly txHash: string | undefined; readonly nowMs: number },
  ): Promise<boolean>;
  /** Open → closed; then no lease is given and no answer taken. False when it was not open. */
  close(no: BountyNo, nowMs: number): Promise<boolean>;
  progress(no: BountyNo, caller: AccountNo | undefined): Promise<Progress>;
  /**
   * A page of the bounties of a state (drafts and published ones are their owner's alone) that hold the words, as `marketOf` has it.
   * Throws `invalid_input` for a cursor that is not in the list.
   */
  list(query: MarketQuery, caller: AccountNo | undefined): Promise<MarketPart>;
};

/** What the chain says of funding. Throws `chain_unavailable`. */
export type FundingReader = {
  /** What a transaction did: funded a bounty, or why not. */
  readFunding(txHash: `0x${string}`): Promise<FundingReply>;
  /** The bounty as the vault has it now; null when nobody has funded it. */
  readBounty(chainBountyId: `0x${string}`): Promise<VaultBounty | null>;
};

export type FundingReply =
  | { readonly kind: "funded"; readonly bountyId: `0x${string}` }
  | { readonly kind: "pending" | "reverted" | "not-found" | "wrong-contract" };
