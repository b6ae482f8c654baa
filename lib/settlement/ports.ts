import type { AccountNo, Address, BatchId, BatchNo, BountyId, BountyNo, Sha256 } from "@/lib/kernel/ids";
import type { Batch, SettledBounty } from "./batch";
import type { ChainBatch, SettlementChain, SignedTx } from "./chain-port";
import type { AcceptanceStore, MoneyEvents, RelayStore } from "./money-ports";
import type { BatchFacts } from "./outcome";
import type { Hex } from "./sum-tree";
import type { VerifyDeps } from "./verify";
import type { VerifyReport } from "./verify-report";

/** What this room asks of the outside. */
export type SettlementDeps = {
  readonly batches: BatchStore;
  readonly earned: EarningsStore;
  readonly chain: SettlementChain;
  readonly evidence: EvidenceFiles;
  readonly relays: RelayStore;
  readonly acceptances: AcceptanceStore;
  readonly events: MoneyEvents;
  readonly checks: CheckStore;
  readonly signatures: Pick<VerifyDeps, "verifyTypedData" | "verifyP256">;
  now(): number;
  random(bytes: number): Uint8Array;
};

/** Everything known of a batch but its head, which needs the ledger's word too. */
export type FactsBody = Omit<BatchFacts, "batch"> & {
  readonly previous: BatchFacts["batch"]["previous"];
};

/** What a build found out. Nothing of it is known outside before the transaction is on its way. */
export type BuiltBatch = {
  readonly batchId: bigint;
  readonly batchKey: Hex;
  readonly root: Hex;
  readonly totalUnits: bigint;
  readonly feeUnits: bigint;
  readonly allocUnits: bigint;
  readonly evidenceSha: Sha256;
  readonly evidenceBytes: number;
  readonly answers: number;
  readonly annotators: number;
  readonly items: number;
  readonly payouts: readonly BuiltPayout[];
};

export type BuiltPayout = {
  readonly leafIndex: number;
  readonly address: Address;
  readonly amountUnits: bigint;
  readonly counted: number;
  readonly gold: number;
  readonly spare: number;
  readonly rhoQ16: number;
  readonly scoreQ10: number;
};

/**
 * Batches and payouts. Every change of state names the state it comes from and says whether it won: two workers, or one
 * that comes back from the dead, do each step once.
 */
export type BatchStore = {
  bountyById(id: BountyId): Promise<SettledBounty | undefined>;
  bountyByNo(no: BountyNo): Promise<SettledBounty | undefined>;
  byId(id: BatchId): Promise<Batch | undefined>;
  byNo(no: BatchNo): Promise<Batch | undefined>;
  ofBounty(no: BountyNo): Promise<readonly Batch[]>;
  /** Batches that are not final: what the worker has to carry on, oldest first. */
  unfinished(): Promise<readonly Batch[]>;
  /** Batches of all bounties, newest first. */
  newest(state: Batch["state"] | undefined, limit: number): Promise<readonly Batch[]>;
  /** Open or closed bounties whose deadline has passed and that no batch settles: annotators are paid all the same. */
  overdue(nowMs: number): Promise<readonly BountyNo[]>;

  /**
   * Closes the bounty to new claims and makes the batch that settles it, in one transaction with the job. Called again:
   * the batch that is not final yet, or the last one. Undefined when the bounty was never open.
   */
  open(
    no: BountyNo,
    made: { readonly id: BatchId; readonly ledgerId: bigint; readonly nowMs: number },
  ): Promise<Batch | undefined>;
  /** Waits for submits under way, then lets none in: what is counted now is all there will be. */
  fence(no: BountyNo): Promise<void>;
  /**
   * Takes the ledger's next place for a building batch. False while another batch of the ledger has taken one and is not
   * on the chain yet: one at a time, so that ids stay consecutive. True again for the place it already has.
   */
  reserve(no: BatchNo, batchId: bigint): Promise<boolean>;
  facts(batch: Batch, bounty: SettledBounty): Promise<FactsBody>;
  /** building → building, with everything found and the payouts; only while the place is still this batch's. */
  saveBuilt(no: BatchNo, built: BuiltBatch): Promise<boolean>;
  /** building → final without a transaction, because nothing is to be paid; the bounty is settled when all is read. */
  saveEmpty(no: BatchNo, note: string, nowMs: number): Promise<boolean>;
  /** building → posting, or posting with the dead transaction `replaces` → posting with this one. */
  saveSigned(no: BatchNo, tx: SignedTx, replaces: Hex | null): Promise<boolean>;
  /** posting → window, as the vault's event says. */
  savePosted(no: BatchNo, posted: ChainBatch, nowMs: number): Promise<boolean>;
  /** What the vault says of a batch in its window, when that has changed: a challenge, a ruling, another end. */
  saveStanding(no: BatchNo, found: ChainBatch): Promise<void>;
  /** window or final → posting: a reorganisation of the chain has undone it; its stored bytes are sent again. */
  unpost(no: BatchNo, note: string): Promise<boolean>;
  /** posting or window → void: its money is back in its bounty. */
  saveVoid(no: BatchNo, note: string): Promise<boolean>;
  /** building or posting → building without a place: somebody else has taken it on the chain. */
  startOver(no: BatchNo, note: string): Promise<boolean>;
  /**
   * window → final; bounty closed → settled, and `release-dataset` queued, in one transaction. False while the consensus
   * has not read every annotation (then `resolve-bounty` is queued), or when it was final before.
   */
  finish(no: BatchNo, nowMs: number): Promise<boolean>;
  note(no: BatchNo, note: string): Promise<void>;
  /**
   * Counts a refusal of a batch that is not on the chain. The `limit`-th in a row: → refused, and its place is free for
   * the ledger's next batch. True when it came to that.
   */
  refuse(no: BatchNo, note: string, limit: number, nowMs: number): Promise<boolean>;
  /** refused → building, with its job. */
  retry(no: BatchNo): Promise<boolean>;
  /** Batches refused before this moment. */
  refusedBefore(ms: number): Promise<readonly BatchNo[]>;

  payouts(no: BatchNo): Promise<readonly StoredPayout[]>;
  /** Final batches with unpaid leaves that the operator has not pushed yet, oldest first. */
  unpushed(): Promise<readonly Batch[]>;
  notePushed(no: BatchNo, nowMs: number): Promise<void>;
};

export type StoredPayout = {
  readonly leafIndex: number;
  readonly address: Address;
  readonly amountUnits: bigint;
  readonly paid: boolean;
};

/** A payout with its batch and bounty: one line of somebody's earnings. */
export type EarnedPayout = {
  readonly batch: Batch;
  readonly bounty: SettledBounty;
  readonly leafIndex: number;
  readonly amountUnits: bigint;
  readonly counted: number;
  readonly gold: number;
  readonly spare: number;
  readonly rhoQ16: number;
  readonly scoreQ10: number;
  readonly paidAtMs: number | null;
};

/** Work in a bounty that no batch has settled yet. */
export type UnsettledWork = {
  readonly bounty: SettledBounty;
  /** Answers that will be paid in some way: counted, gold and spare. */
  readonly answers: number;
  /** As of the last sweep; null before the first. */
  readonly rhoQ16: number | null;
};

/** One answer of an annotator in a settled bounty. */
export type GivenAnswer = {
  readonly item: string;
  readonly id: string;
  readonly payload: unknown;
  readonly answer: unknown;
  /** 0 counted, 1 spare, 2 gold. */
  readonly kind: number;
  /** What the item's answers amount to; gold items: the known answer. Undefined when nobody's answer counted. */
  readonly consensus: unknown;
  readonly certaintyQ16: number;
};

export type EarningsStore = {
  /** The newest batch first: every payout that is not paid out yet, and the newest ones that are. */
  payouts(account: AccountNo): Promise<readonly EarnedPayout[]>;
  /** All that was ever paid out to the account, base units. */
  paidUnits(account: AccountNo): Promise<bigint>;
  unsettled(account: AccountNo): Promise<readonly UnsettledWork[]>;
  /** In the order of item hashes, at most `limit` after `after`. */
  answers(account: AccountNo, no: BountyNo, after: string, limit: number): Promise<readonly GivenAnswer[]>;
};

export type EvidenceFiles = {
  /** Stores a file under the SHA-256 of its bytes; storing it again changes nothing. */
  put(chunks: AsyncIterable<Uint8Array>): Promise<{ readonly sha256: Sha256; readonly bytes: number }>;
  /** The file's bytes, undefined when there is none. */
  get(sha256: string): Promise<AsyncIterable<Uint8Array> | undefined>;
  /** The same file gzipped, where it is kept so. */
  packed?(sha256: string): Promise<{ readonly bytes: number; readonly chunks: AsyncIterable<Uint8Array> } | undefined>;
};

/** What a verification depends on, besides the batch itself: as long as these stay, so does its report. */
export type CheckKey = { readonly evidenceSha: string; readonly state: Batch["state"]; readonly referee: string };

export type CheckStore = {
  find(key: CheckKey): Promise<{ readonly report: VerifyReport; readonly checkedAtMs: number } | undefined>;
  /** The first report of a key stays. */
  save(key: CheckKey, report: VerifyReport, nowMs: number): Promise<void>;
  /** Asks the worker for it; asked often, it is done once. */
  request(no: BatchNo): Promise<void>;
};

export type EvidenceFile = {
  /** Of the plain bytes, however they are packed here. */
  readonly sha256: string;
  /** Length of `chunks`. */
  readonly bytes: number;
  readonly encoding: "gzip" | "identity";
  readonly chunks: AsyncIterable<Uint8Array>;
};
