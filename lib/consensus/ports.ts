import type { AccountNo, Address, BountyId, BountyNo } from "@/lib/kernel/ids";
import type { ItemState } from "./item-state";
import type { RemarkRows } from "./remarks-view";
import type { Sweep } from "./sweep";
import type { AskTerms } from "./terms";

/** A bounty as this room sees it. */
export type SweptBounty = {
  readonly no: BountyNo;
  readonly id: BountyId;
  readonly ownerNo: AccountNo;
  /** Of a private one: who beside its owner may see it. */
  readonly guests: readonly string[] | undefined;
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
  /** Its class; null where answers are no classes. */
  readonly category: number | null;
  readonly posteriorQ16: readonly number[];
  readonly temperedQ16: readonly number[];
  readonly certaintyQ16: number;
  readonly entropyQ10: number;
  readonly answers: number;
  readonly state: ItemState;
  /** The answers it wanted when it was judged, where one more should be asked for; else undefined. */
  readonly askFrom: number | undefined;
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
  /** How far more answers may be asked for; undefined: never. */
  readonly asks?: AskTerms | undefined;
};

/** Answers that nobody has applied yet: position i of each list is the same one. */
export type LiveNews = {
  readonly itemNo: readonly number[];
  readonly annotatorNo: readonly number[];
  readonly kind: readonly number[];
  /** The answer as JSON text. */
  readonly answer: readonly string[];
  /** By item number: answers wanted now. */
  readonly wants: ReadonlyMap<number, number>;
};

/** Items of a bounty by state; those without an answer are open. */
export type StateCounts = Readonly<Record<ItemState, number>>;

export type LiveStore = {
  /**
   * One transaction under the bounty's lock: takes some answers out of the outbox, writes the rows that `decide` makes of
   * them unless a sweep has read as much, asks for more answers, notes how many were applied, queues a sweep. "behind",
   * and nothing is done, when the database does not say `applied`; "nothing" when no answer waits or the bounty is settled.
   * `drained`: it took all that waited.
   */
  apply(
    no: BountyNo,
    applied: number,
    asks: AskTerms | undefined,
    decide: (news: LiveNews) => readonly ConsensusRow[],
  ): Promise<"behind" | "nothing" | { readonly applied: number; readonly drained: boolean }>;
  /** Takes a bounty's answers out of the outbox and only queues a sweep. */
  pass(no: BountyNo): Promise<void>;
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
  /** All annotations as they are at one moment, and the names they need; the items' payloads where they are asked for. */
  load(no: BountyNo, wanted?: { readonly payloads: boolean }): Promise<Sweep>;
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
  /** Work items that have an answer, by state. */
  states(no: BountyNo): Promise<StateCounts>;
  /** Skips by reason, and the items reported most. */
  remarks(no: BountyNo, limit: number): Promise<RemarkRows>;
  /** The card of the newest pre-label model. */
  modelCard(no: BountyNo): Promise<unknown>;
  /** Open or closed bounties that have more annotations than their last sweep has read. */
  stale(): Promise<readonly BountyNo[]>;
};
