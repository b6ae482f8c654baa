import type { AccountNo, BatchId, BatchNo, BountyId, BountyNo } from "@/lib/kernel/ids";
import type { Hex } from "./sum-tree";

/**
 * `building`: waits for its turn on the ledger, or is being computed. `posting`: a signed transaction is stored and on
 * its way. `window`: the vault holds it, annotators cannot claim yet. `final`: claimable for ever, or nothing to pay.
 * `void`: taken back, or ruled invalid. `refused`: the chain would not take it; it holds up nobody and waits for a retry.
 */
export type BatchState = "building" | "posting" | "window" | "final" | "void" | "refused";

/**
 * What the vault says of a batch. `none`: it does not have it. `frozen`: challenged, waits for the arbitrator.
 * `condemned`: ruled out, and its money waits for anybody to send it back.
 */
export type Standing = "none" | "stands" | "frozen" | "condemned" | "void";

/** One settlement of one bounty, as stored. */
export type Batch = {
  readonly no: BatchNo;
  readonly id: BatchId;
  readonly bountyNo: BountyNo;
  /** First, second, … batch of the bounty. */
  readonly seq: number;
  readonly state: BatchState;
  readonly ledgerId: bigint;
  /** Its place on the ledger; null until it is its turn. */
  readonly batchId: bigint | null;
  readonly batchKey: Hex | null;
  readonly root: Hex | null;
  readonly totalUnits: bigint;
  readonly feeUnits: bigint;
  readonly allocUnits: bigint;
  readonly evidenceSha: string | null;
  readonly evidenceBytes: number;
  readonly answers: number;
  readonly annotators: number;
  readonly items: number;
  readonly rawTx: Hex | null;
  readonly txHash: Hex | null;
  readonly claimableAtS: number | null;
  readonly standing: Standing;
  /** The block that its transaction is in, as last seen. */
  readonly postedBlock: bigint | null;
  /** How often in a row the chain has refused it. */
  readonly refusals: number;
  /** Why there is nothing on the chain, or why the last attempt failed; for people. */
  readonly note: string | null;
  readonly createdAtMs: number;
  readonly postedAtMs: number | null;
  readonly finalAtMs: number | null;
};

/** The bounty that a batch settles. */
export type SettledBounty = {
  readonly no: BountyNo;
  readonly id: BountyId;
  readonly ownerNo: AccountNo;
  /** Of a private one: who beside its owner may see it. */
  readonly guests: readonly string[] | undefined;
  readonly state: string;
  readonly title: string;
  readonly manifest: unknown;
  readonly manifestHash: Hex | null;
  readonly chainBountyId: Hex | null;
};

/** A batch as everybody may see it. Amounts in base units, decimal digits. */
export type BatchView = {
  readonly id: string;
  readonly bountyId: string;
  readonly bountyTitle: string;
  readonly seq: number;
  readonly state: BatchState;
  readonly ledgerId: string;
  readonly batchId: string | null;
  readonly batchKey: string | null;
  readonly root: string | null;
  readonly totalUnits: string;
  readonly feeUnits: string;
  readonly allocationUnits: string;
  readonly evidence: { readonly sha256: string; readonly bytes: number } | null;
  readonly answers: number;
  readonly annotators: number;
  readonly items: number;
  readonly txHash: string | null;
  readonly claimableAtS: number | null;
  readonly standing: Standing;
  /** Why there is nothing on the chain, or why the last attempt failed; for people. */
  readonly note: string | null;
  readonly createdAtMs: number;
  readonly postedAtMs: number | null;
  readonly finalAtMs: number | null;
};

/** Whether everybody may see what the batch pays: before that nobody may learn it. */
export const isPosted = (state: BatchState): boolean => state === "window" || state === "final";

export function batchView(batch: Batch, bounty: Pick<SettledBounty, "id" | "title">): BatchView {
  const posted = isPosted(batch.state);
  return {
    id: batch.id,
    bountyId: bounty.id,
    bountyTitle: bounty.title,
    seq: batch.seq,
    state: batch.state,
    ledgerId: batch.ledgerId.toString(),
    batchId: batch.batchId?.toString() ?? null,
    batchKey: batch.batchKey,
    root: batch.root,
    totalUnits: batch.totalUnits.toString(),
    feeUnits: batch.feeUnits.toString(),
    allocationUnits: batch.allocUnits.toString(),
    evidence: posted && batch.evidenceSha ? { sha256: batch.evidenceSha, bytes: batch.evidenceBytes } : null,
    answers: batch.answers,
    annotators: batch.annotators,
    items: batch.items,
    txHash: batch.txHash,
    claimableAtS: batch.claimableAtS,
    standing: batch.standing,
    note: batch.note,
    createdAtMs: batch.createdAtMs,
    postedAtMs: batch.postedAtMs,
    finalAtMs: batch.finalAtMs,
  };
}
