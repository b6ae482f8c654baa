import type { AccountNo, Address, BountyId, BountyNo } from "@/lib/kernel/ids";
import type { ItemState } from "./decide";
import type { Sweep } from "./sweep";

/** What this room asks of the outside. */
export type ConsensusDeps = { readonly sweeps: SweepStore };

/** A bounty as this room sees it. */
export type SweptBounty = {
  readonly no: BountyNo;
  readonly id: BountyId;
  readonly ownerNo: AccountNo;
  readonly state: string;
  readonly title: string;
  readonly taskType: string;
  readonly config: unknown;
  /** The frozen terms; undefined in a draft. */
  readonly manifest: unknown;
  readonly items: number;
  readonly goldItems: number;
};

export type ConsensusRow = {
  readonly itemNo: number;
  readonly answer: unknown;
  readonly category: number;
  readonly posteriorQ16: readonly number[];
  readonly temperedQ16: readonly number[];
  readonly certaintyQ16: number;
  readonly entropyQ10: number;
  readonly answers: number;
  readonly state: ItemState;
};

export type ReliabilityRow = {
  readonly annotatorNo: AccountNo;
  readonly answers: number;
  readonly goldRight: number;
  readonly goldSeen: number;
  readonly reliabilityQ16: number;
  readonly rhoQ16: number;
  readonly scoreQ10: number;
};

/** The outcome of one sweep. `version` is the number of annotations it has read. */
export type SweepOutcome = {
  readonly version: number;
  readonly items: readonly ConsensusRow[];
  readonly annotators: readonly ReliabilityRow[];
  readonly report: unknown;
};

export type ContestedRow = {
  readonly id: string;
  readonly hash: string;
  readonly payload: unknown;
  readonly category: number;
  readonly temperedQ16: readonly number[];
  readonly entropyQ10: number;
  readonly answers: number;
  readonly state: string;
};

export type SweepStore = {
  byNo(no: BountyNo): Promise<SweptBounty | undefined>;
  byId(id: BountyId): Promise<SweptBounty | undefined>;
  /** All annotations as they are at one moment, and the names they need. */
  load(no: BountyNo): Promise<Sweep>;
  /**
   * Replaces what the last sweep found and queues `refresh-model`, in one transaction. False, and nothing is written,
   * when a sweep that had read more annotations was faster.
   */
  save(no: BountyNo, outcome: SweepOutcome): Promise<boolean>;
  report(no: BountyNo): Promise<{ readonly report: unknown; readonly updatedAtMs: number } | undefined>;
  annotators(
    no: BountyNo,
  ): Promise<readonly (ReliabilityRow & { readonly address: Address; readonly state: number })[]>;
  /** Items in doubt, gold left out, by falling entropy. */
  contested(no: BountyNo, limit: number): Promise<readonly ContestedRow[]>;
  /** The card of the newest pre-label model. */
  modelCard(no: BountyNo): Promise<unknown>;
  /** Open or closed bounties that have more annotations than their last sweep has read. */
  stale(): Promise<readonly BountyNo[]>;
};
