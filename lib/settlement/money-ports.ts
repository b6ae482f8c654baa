import type { AccountNo, BatchNo } from "@/lib/kernel/ids";
import type { Batch } from "./batch";
import type { Hex } from "./sum-tree";

/** `queued`: the operator is at it. `paid`: done, by whomever. `refused`: the chain would not, and said why. */
export type RelayState = "queued" | "paid" | "refused";

/** Another receiver, as the annotator has signed. */
export type RelayTo = { readonly recipient: Hex; readonly deadlineS: number; readonly signature: string };

export type QueuedRelay = {
  readonly batchNo: BatchNo;
  readonly leafIndex: number;
  readonly annotatorNo: AccountNo;
  readonly to: RelayTo | null;
};

/** A claim that was asked for, as its annotator sees it. `recipient` is null when it goes to the account itself. */
export type AskedRelay = {
  readonly batchId: string;
  readonly state: RelayState;
  readonly reason: string | null;
  readonly recipient: Hex | null;
  readonly txHash: Hex | null;
};

/** Claims that the operator sends for annotators; one a leaf, ever. */
export type RelayStore = {
  /** Whether this operator relays at all. */
  readonly open: boolean;
  /** Queues a claim; one that is there already stays as it is, unless it was refused. */
  add(relay: QueuedRelay, nowMs: number): Promise<{ readonly state: RelayState; readonly reason: string | null }>;
  /** Somebody's latest, newest first. */
  of(annotatorNo: AccountNo): Promise<readonly AskedRelay[]>;
  /** Some that are not done, oldest first. */
  queued(): Promise<readonly QueuedRelay[]>;
  end(relay: QueuedRelay, state: "paid" | "refused", reason: string | null, txHash: Hex | null): Promise<void>;
};

export type StoredAcceptance = {
  readonly batchNo: BatchNo;
  readonly owner: Hex;
  readonly commit: Hex;
  readonly signature: Hex;
};

/** Owners' consents to end a window now. */
export type AcceptanceStore = {
  add(acceptance: StoredAcceptance, nowMs: number): Promise<void>;
  of(no: BatchNo): Promise<readonly StoredAcceptance[]>;
  /** Forgets one that the chain would not take. */
  drop(acceptance: StoredAcceptance): Promise<void>;
  /** Batches in their window, not challenged, that have one. */
  waiting(): Promise<readonly Batch[]>;
};

/** What the chain has told of a bounty's money, as followed so far. */
export type MoneyEvent = {
  readonly name: string;
  readonly txHash: Hex;
  readonly blockNumber: bigint;
  readonly args: Readonly<Record<string, unknown>>;
};

/** A transaction that was signed for a batch; the one that is mined wins. */
export type BatchTx = {
  readonly hash: Hex;
  readonly nonce: bigint;
  readonly state: string;
  readonly maxFeeWei: bigint;
  readonly signedAtMs: number;
};

export type MoneyEvents = {
  /** `BountyFunded` and `Refunded` of a bounty, oldest first. */
  ofBounty(chainBountyId: Hex): Promise<readonly MoneyEvent[]>;
  /** The last block whose events were read; null before the first. */
  through(): Promise<bigint | null>;
  /** What was signed to post this batch, newest first. */
  txsOf(batch: Batch): Promise<readonly BatchTx[]>;
  /** Units of a batch's payouts that were paid. */
  paidUnits(no: BatchNo): Promise<bigint>;
};
