/** Claims that the operator sends, owners' consents, and what the followed chain says of a bounty's money. */
import type { AccountNo, BatchNo } from "@/lib/kernel/ids";
import type { AcceptanceStore, MoneyEvents, QueuedRelay, RelayState, RelayStore } from "@/lib/settlement/money-ports";
import { batchOf, unitsOf } from "./batch-row";
import type { ClaimRelay, PrismaClient } from "./generated/client";

type Hex = `0x${string}`;

/** Claims that somebody is shown. */
const SHOWN = 100;

/** Claims that one pass sends. */
const RELAYS = 20;

export function prismaRelays(db: PrismaClient, open: boolean): RelayStore {
  return {
    open,
    add: async ({ batchNo, leafIndex, annotatorNo, to }, nowMs) => {
      const columns = {
        recipient: to?.recipient ?? null,
        deadlineS: to ? BigInt(to.deadlineS) : null,
        signature: to?.signature ?? null,
      };
      const row = { batchNo, leafIndex, annotatorNo, ...columns, createdAt: new Date(nowMs) };
      await db.claimRelay.createMany({ data: row, skipDuplicates: true });
      const where = { batchNo, leafIndex, state: "refused" };
      await db.claimRelay.updateMany({ where, data: { ...columns, state: "queued", reason: null } });
      const key = { batchNo_leafIndex: { batchNo, leafIndex } };
      const { state, reason } = await db.claimRelay.findUniqueOrThrow({ where: key });
      return { state: state as RelayState, reason };
    },
    of: async (annotatorNo) => {
      const orderBy = [{ createdAt: "desc" as const }, { batchNo: "desc" as const }];
      const found = await db.claimRelay.findMany({ where: { annotatorNo }, orderBy, take: SHOWN });
      const batches = await db.batch.findMany({
        where: { no: { in: found.map(({ batchNo }) => batchNo) } },
        select: { no: true, id: true },
      });
      const ids = new Map(batches.map(({ no, id }) => [no, id]));
      return found.map(({ batchNo, state, reason, recipient, txHash }) => ({
        ...{ batchId: ids.get(batchNo) ?? "", state: state as RelayState, reason },
        ...{ recipient: recipient as Hex | null, txHash: txHash as Hex | null },
      }));
    },
    queued: async () => {
      const where = { state: "queued" };
      const rows = await db.claimRelay.findMany({ where, orderBy: { createdAt: "asc" }, take: RELAYS });
      return rows.map(relayOf);
    },
    end: async ({ batchNo, leafIndex }, state, reason, txHash) => {
      const where = { batchNo, leafIndex, state: "queued" };
      await db.claimRelay.updateMany({ where, data: { state, reason, txHash } });
    },
  };
}

function relayOf({ batchNo, leafIndex, annotatorNo, recipient, deadlineS, signature }: ClaimRelay): QueuedRelay {
  const signed = recipient !== null && deadlineS !== null && signature !== null;
  const to = signed ? { recipient: recipient as Hex, deadlineS: Number(deadlineS), signature } : null;
  return { batchNo: batchNo as BatchNo, leafIndex, annotatorNo: annotatorNo as AccountNo, to };
}

export function prismaAcceptances(db: PrismaClient): AcceptanceStore {
  return {
    add: async ({ batchNo, owner, commit, signature }, nowMs) => {
      const create = { batchNo, owner, commit, signature, createdAt: new Date(nowMs) };
      const where = { batchNo_owner: { batchNo, owner } };
      await db.batchAcceptance.upsert({ where, create, update: { commit, signature } });
    },
    of: async (batchNo) =>
      (await db.batchAcceptance.findMany({ where: { batchNo } })).map((row) => ({
        batchNo: row.batchNo as BatchNo,
        owner: row.owner as Hex,
        commit: row.commit as Hex,
        signature: row.signature as Hex,
      })),
    drop: async ({ batchNo, owner, commit }) => {
      await db.batchAcceptance.deleteMany({ where: { batchNo, owner, commit } });
    },
    waiting: async () => {
      const consents = await db.batchAcceptance.findMany({ select: { batchNo: true } });
      const no = { in: consents.map(({ batchNo }) => batchNo) };
      return (await db.batch.findMany({ where: { no, state: "window", standing: "stands" } })).map(batchOf);
    },
  };
}

/** @param id Chain id and vault, as the mirror of events has it. */
export function prismaMoneyEvents(db: PrismaClient, id: string): MoneyEvents {
  const cursor = `events:${id}`;
  return {
    ofBounty: async (bountyId) => {
      const name = { in: ["BountyFunded", "Refunded"] };
      const orderBy = [{ blockNumber: "asc" as const }, { logIndex: "asc" as const }];
      const rows = await db.chainEvent.findMany({ where: { cursor, bountyId, name }, orderBy });
      return rows.map(({ name, txHash, blockNumber, args }) => ({
        ...{ name, txHash: txHash as Hex, blockNumber, args: args as Readonly<Record<string, unknown>> },
      }));
    },
    through: async () => (await db.chainCursor.findUnique({ where: { id: cursor } }))?.block ?? null,
    txsOf: async ({ ledgerId, batchId }) => {
      if (batchId === null) return [];
      const where = { taken: { purpose: `batch:${ledgerId}:${batchId}` } };
      const rows = await db.operatorTx.findMany({ where, include: { taken: true }, orderBy: { signedAt: "desc" } });
      return rows.map(({ hash, nonce, taken, maxFeeWei, signedAt }) => ({
        ...{ hash: hash as Hex, nonce, state: taken.state, maxFeeWei: unitsOf(maxFeeWei) },
        signedAtMs: signedAt.getTime(),
      }));
    },
    paidUnits: async (batchNo) => {
      const where = { batchNo, claimedAt: { not: null } };
      const { _sum } = await db.payout.aggregate({ where, _sum: { amountUnits: true } });
      return _sum.amountUnits ? unitsOf(_sum.amountUnits) : 0n;
    },
  };
}
