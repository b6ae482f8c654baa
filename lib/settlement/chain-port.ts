import type { TypedDataDefinition } from "viem";
import type { Standing } from "./batch";
import type { BatchAllocation, BatchHeader, ClaimArgs, PostedBatch } from "./claim-args";
import type { ChallengeOnChain } from "./dispute-view";
import type { RelayTo } from "./money-ports";
import type { Hex } from "./sum-tree";

export type SignedTx = { readonly hash: Hex; readonly raw: Hex };

/** A batch as the chain has it now. */
export type ChainBatch = PostedBatch & {
  /** Whichever transaction put it there. */
  readonly txHash: Hex;
  readonly blockNumber: bigint;
  readonly standing: Standing;
};

/** Where signatures are good. */
export type BatchDomain = { readonly chainId: number; readonly vault: Hex };

/** The vault, in this room's words. Rejections throw AppError `chain_rejected`, silence `chain_unavailable`. */
export type SettlementChain = {
  readonly chainId: number;
  readonly vault: Hex;
  /** Whether time must be pushed on (a development chain mines only when asked). */
  readonly dev: boolean;
  ledger(ledgerId: bigint): Promise<{ readonly operator: Hex; readonly token: Hex; readonly feeBps: number }>;
  /** The place that the ledger's next batch will have. */
  nextBatchId(ledgerId: bigint): Promise<bigint>;
  /** What the vault holds for a bounty and no batch has reserved, base units. */
  availableOf(chainBountyId: Hex): Promise<bigint>;
  /** Simulates, then signs with the operator's next nonce. Sends nothing. */
  signBatch(draft: BatchDraft): Promise<SignedTx>;
  /** Sends signed bytes; content when the chain knows them already, or has spent their nonce. */
  broadcast(raw: Hex): Promise<void>;
  /** Whether a mined transaction has used the nonce of these signed bytes. */
  isSpent(raw: Hex): Promise<boolean>;
  /** The batch at this place as its event tells, null when the place is free. */
  batchAt(ledgerId: bigint, batchId: bigint): Promise<ChainBatch | null>;
  /** Which of these leaves were paid. */
  paidLeaves(batchKey: Hex, leafIndexes: readonly number[]): Promise<readonly number[]>;
  /** The bounty as the vault has it; null when nobody has funded it. */
  readBounty(chainBountyId: Hex): Promise<{
    readonly deadlineS: number;
    readonly available: bigint;
    readonly heldUntilS: number;
  } | null>;
  /** Seconds after a bounty's deadline, and after a void, during which settling goes on and refunds wait. */
  readonly graceS: number;
  /** What rulings gave an account and it has not taken out: bonds in the token, and its part of a slashed stake. */
  creditOf(token: Hex, account: Hex): Promise<{ readonly bondUnits: bigint; readonly stakeWei: bigint }>;
  /** Challenge, bond and judges of a batch. */
  challengeOf(batch: PostedBatch): Promise<ChallengeOnChain>;
  /** Whether this address signed this EIP-712 data, by its key or as a contract. */
  verifyTypedData(signed: TypedDataDefinition & { readonly address: Hex; readonly signature: Hex }): Promise<boolean>;
  /** Claims a leaf for its account and waits for the receipt. */
  claim(args: ClaimArgs): Promise<{ readonly txHash: Hex }>;
  /** Claims leaves of one account and one token in one transaction: all of them or none. */
  claimMany(list: readonly ClaimArgs[]): Promise<{ readonly txHash: Hex }>;
  /** Claims a leaf for another receiver, as its account has signed. */
  claimTo(args: ClaimArgs, to: RelayTo): Promise<{ readonly txHash: Hex }>;
  /** Ends a window with the consent of all owners: one for each allocation, in order. */
  accept(batch: PostedBatch, consents: readonly Consent[]): Promise<{ readonly txHash: Hex }>;
  /** Sends a batch's money back to its bounties: one that is not final, or one that did not stand. */
  voidBatch(batch: PostedBatch): Promise<{ readonly txHash: Hex }>;
  /** Pays one aligned subtree of leaves and waits for the receipt. */
  sweep(push: SweepArgs): Promise<{ readonly txHash: Hex }>;
  /** Unix seconds of the newest block: the clock by which windows end. */
  headTimestampS(): Promise<number>;
  /**
   * Unix seconds that a block made now would have. On a development chain, which makes none by itself, later than the newest
   * block; it may also have been moved, away from this machine's clock. Elsewhere the newest block's.
   */
  clockS(): Promise<number>;
  /** Number of the newest block. */
  headNumber(): Promise<bigint>;
  /** Blocks, its own included, after which what a block holds is taken for certain. */
  readonly confirmations: number;
  /** Mines a block on a development chain, so that its clock moves; elsewhere does nothing. */
  tick(): Promise<void>;
};

export type BatchDraft = {
  readonly ledgerId: bigint;
  readonly batchId: bigint;
  readonly root: Hex;
  readonly total: bigint;
  readonly evidenceHash: Hex;
  readonly allocations: readonly BatchAllocation[];
};

export type Consent = { readonly owner: Hex; readonly manifestHash: Hex; readonly signature: Hex };

export type SweepArgs = {
  readonly header: BatchHeader;
  readonly first: number;
  readonly packed: Hex;
  readonly proof: Hex;
};
