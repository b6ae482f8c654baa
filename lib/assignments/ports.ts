import type { AccountNo, BountyId, BountyNo, Bytes32, ItemNo, Sha256 } from "@/lib/kernel/ids";
import type { ClaimOutcome, Lease, ReleaseReason, Tally } from "./assignment";
import type { DispatchPolicy } from "./dispatch-policy";
import type { Draw } from "./draw";
import type { Remark } from "./remark";

/** What this room asks of the outside. */
export type AssignmentDeps = {
  readonly bounties: BountyGate;
  readonly store: AssignmentStore;
  readonly items: ItemPayloads;
  readonly models: NewestModel;
  readonly seal: Seal;
  now(): number;
  random(bytes: number): Uint8Array;
};

/** A bounty as those see it who work on it. Only published ones have all of this. */
export type WorkedBounty = {
  readonly no: BountyNo;
  readonly id: BountyId;
  /** published, open, closed, settled. */
  readonly state: string;
  readonly deadlineMs: number | null;
  readonly taskType: string;
  readonly config: unknown;
  /** Of a private bounty: who may work on it. */
  readonly guests?: readonly string[] | undefined;
  readonly manifestHash: Bytes32;
  readonly policy: DispatchPolicy;
  /** Price of one answer in base units of the token. */
  readonly priceUnits: bigint;
  /** Share of the price that is paid for honest work as such, Q16. */
  readonly betaQ16: number;
  /** Items to be labeled; gold items are not among them. */
  readonly itemCount: number;
  readonly goldCount: number;
};

export type BountyGate = {
  /** A bounty that is published; undefined for drafts and unknown ids. May be some seconds old: what counts is fenced in the store. */
  byId(id: string): Promise<WorkedBounty | undefined>;
};

export type ItemContent = {
  readonly hash: Sha256;
  readonly payload: unknown;
  /** What a model proposes that came with the data. */
  readonly suggested?: ImportedSuggestion;
};

/** A suggestion as those see it who label the item. */
export type ImportedSuggestion = {
  readonly model: Sha256;
  readonly answer: unknown;
  readonly confidenceQ16: number;
};

export type ItemPayloads = {
  /** Contents of these items; those that do not exist are missing from the map. Contents never change. */
  load(bountyNo: BountyNo, items: readonly ItemNo[]): Promise<ReadonlyMap<ItemNo, ItemContent>>;
};

export type NewestModel = {
  /** The newest pre-label model of a bounty. */
  of(bountyNo: BountyNo): Promise<{ readonly sha256: Sha256; readonly kind: "text" | "image" } | null>;
};

/** Turns leases into tokens that say nothing and cannot be made by others. */
export type Seal = {
  seal(lease: Lease): string;
  /** Undefined when this server did not make the token. */
  open(token: string): Lease | undefined;
};

export type Claimed = {
  readonly outcome: ClaimOutcome;
  /** In the order of the store: gold stands last. Shuffle before anybody sees it. */
  readonly items: readonly ItemNo[];
  readonly expiresAtMs: number | null;
  readonly tally: Tally;
};

/** Each call is one transaction; none can break the overlap or hand out an item twice to one annotator. */
export type AssignmentStore = {
  /** Leases items to an annotator, who is enrolled by the first claim. "None left" is meant: it waits for claims of others under way. */
  claim(bountyNo: BountyNo, accountNo: AccountNo, draw: Draw): Promise<Claimed>;
  /** Gives live leases back; answers how many there were. */
  release(bountyNo: BountyNo, accountNo: AccountNo, items: readonly ItemNo[], reason: ReleaseReason): Promise<number>;
  /** Keeps what an annotator says of items; one remark of a kind for an item, the newest stays. */
  remark(bountyNo: BountyNo, accountNo: AccountNo, items: readonly ItemNo[], remark: Remark): Promise<void>;
  /** Every lease held lives `leaseMs` from now, at most `capMs` after its claim; answers how many are held. */
  extend(bountyNo: BountyNo, accountNo: AccountNo, leaseMs: number, capMs: number): Promise<number>;
  /** Takes back lapsed leases of up to `most` annotators. */
  expire(most: number): Promise<{ readonly visited: number; readonly expired: number }>;
  /** Moves the answers wanted of items; lowering stops at what is leased or counted. Answers what is wanted now. */
  setOverlap(bountyNo: BountyNo, wants: ReadonlyMap<ItemNo, number>): Promise<ReadonlyMap<ItemNo, number>>;
  tally(bountyNo: BountyNo, accountNo: AccountNo): Promise<Tally>;
  /** Median time an answer took in this bounty, of a sample; undefined before the first answers. May be a minute old. */
  medianLeadMs(bountyNo: BountyNo): Promise<number | undefined>;
};
