import type { AccountNo, BatchId, BatchNo, BountyId, BountyNo } from "@/lib/kernel/ids";
import type { Batch, BatchState, SettledBounty, Standing } from "@/lib/settlement/batch";
import type { Hex } from "@/lib/settlement/sum-tree";
import type { Batch as BatchRow, Bounty as BountyRow, Prisma } from "./generated/client";

/** A stored amount as base units. */
export const unitsOf = (amount: Prisma.Decimal): bigint => BigInt(amount.toFixed(0));

export function batchOf(row: BatchRow): Batch {
  return {
    no: row.no as BatchNo,
    id: row.id as BatchId,
    bountyNo: row.bountyNo as BountyNo,
    seq: row.seq,
    state: row.state as BatchState,
    ledgerId: unitsOf(row.ledgerId),
    batchId: row.batchId,
    batchKey: row.batchKey as Hex | null,
    root: row.root as Hex | null,
    totalUnits: unitsOf(row.totalUnits),
    feeUnits: unitsOf(row.feeUnits),
    allocUnits: unitsOf(row.allocUnits),
    evidenceSha: row.evidenceSha,
    evidenceBytes: Number(row.evidenceBytes),
    answers: row.answers,
    annotators: row.annotators,
    items: row.items,
    rawTx: row.rawTx as Hex | null,
    txHash: row.txHash as Hex | null,
    claimableAtS: row.claimableAtS === null ? null : Number(row.claimableAtS),
    standing: row.standing as Standing,
    postedBlock: row.postedBlock,
    refusals: row.refusals,
    note: row.failure,
    createdAtMs: row.createdAt.getTime(),
    postedAtMs: row.postedAt?.getTime() ?? null,
    finalAtMs: row.finalAt?.getTime() ?? null,
  };
}

export function settledBountyOf(row: BountyRow): SettledBounty {
  return {
    no: row.no as BountyNo,
    id: row.id as BountyId,
    ownerNo: row.ownerNo as AccountNo,
    guests: row.visibility === "private" ? row.guests : undefined,
    state: row.state,
    title: row.title,
    manifest: row.manifest,
    manifestHash: row.manifestHash as Hex | null,
    chainBountyId: row.chainBountyId as Hex | null,
  };
}
