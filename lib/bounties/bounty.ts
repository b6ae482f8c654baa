import type { AccountNo, Address, BountyId, BountyNo, Bytes32 } from "@/lib/kernel/ids";
import type { Policy } from "./policy";

/**
 * draft: the owner sets terms and brings data. published: terms frozen, escrow awaited. open: annotators work.
 * closed: no more claims, settling. settled: paid out, dataset released.
 */
export const BOUNTY_STATES = ["draft", "published", "open", "closed", "settled"] as const;
export type BountyState = (typeof BOUNTY_STATES)[number];

export const VISIBILITIES = ["public", "private"] as const;
export type Visibility = (typeof VISIBILITIES)[number];

const NEXT: Readonly<Record<BountyState, readonly BountyState[]>> = {
  draft: ["published"],
  published: ["open"],
  open: ["closed"],
  closed: ["settled"],
  settled: [],
};

/** The states from which a bounty may come into this one. There is no way back. */
export const statesBefore = (to: BountyState): BountyState[] => BOUNTY_STATES.filter((from) => NEXT[from].includes(to));

/** Where a bounty's money stands and what the vault takes: this installation's chain, ledger and token. */
export type ChainPlace = {
  readonly chainId: number;
  readonly vault: Address;
  readonly ledgerId: string;
  readonly token: Address;
  readonly feeBps: number;
};

/** A bounty as stored. */
export type Bounty = {
  readonly no: BountyNo;
  readonly id: BountyId;
  readonly owner: { readonly no: AccountNo; readonly address: Address };
  readonly state: BountyState;
  readonly title: string;
  readonly guidelines: string;
  readonly taskType: string;
  readonly taskVersion: number;
  /** As the task type's config() parses it; `{}` while it is not set. */
  readonly config: unknown;
  readonly policy: Policy;
  /** Price of one answer, base units; 0 while it is not set. */
  readonly priceUnits: bigint;
  /** Unix seconds. */
  readonly deadlineS: number | undefined;
  /** private: its owner and its guests alone see it, its files and its dataset. */
  readonly visibility: Visibility;
  readonly guests: readonly Address[];
  /** Work items, and gold items beside them. */
  readonly itemCount: number;
  readonly goldCount: number;
  /** 32 bytes, hex. Decides the order of items, salts the gold. Never leaves the server. */
  readonly secret: string;
  readonly createdAtMs: number;
  readonly openedAtMs: number | undefined;
  readonly closedAtMs: number | undefined;
  readonly settledAtMs: number | undefined;
  /** Frozen at publishing. */
  readonly frozen: Frozen | undefined;
  readonly fundedUnits: bigint;
  readonly fundingTx: string | undefined;
};

export type Frozen = {
  readonly manifest: unknown;
  readonly manifestHash: Bytes32;
  readonly chainBountyId: Bytes32;
  readonly escrowUnits: bigint;
};
