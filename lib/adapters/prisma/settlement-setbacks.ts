/** What may go wrong with a batch after it was built: the chain refuses it, or forgets it. */
import type { BatchNo } from "@/lib/kernel/ids";
import type { ChainBatch } from "@/lib/settlement/chain-port";
import type { BatchStore } from "@/lib/settlement/ports";
import type { EnqueueWith } from "../queue/queue";
import type { Db } from "./client";
import type { PrismaClient } from "./generated/client";
import { sqlSession } from "./sql-session";

/** What the chain says of a posted batch, as columns. */
export const standingColumns = ({ standing, claimableAtS, blockNumber, txHash }: ChainBatch) => ({
  standing,
  claimableAtS: BigInt(claimableAtS),
  postedBlock: blockNumber,
  txHash,
});

/** window or final → posting; its payouts were not paid after all. */
export async function unpost(db: Db, no: bigint, failure: string): Promise<boolean> {
  const gone = { standing: "none", postedBlock: null, claimableAtS: null, postedAt: null, finalAt: null };
  const where = { no, state: { in: ["window", "final"] }, rawTx: { not: null } };
  const { count } = await db.batch.updateMany({ where, data: { ...gone, state: "posting", failure } });
  return count === 1;
}

export function refusals(
  db: PrismaClient,
  enqueueWith: EnqueueWith,
): Pick<BatchStore, "refuse" | "retry" | "refusedBefore"> {
  return {
    refuse: async (no, failure, limit, nowMs) => {
      const off = { in: ["building", "posting"] };
      await db.batch.updateMany({ where: { no, state: off }, data: { failure, refusals: { increment: 1 } } });
      const free = { batchId: null, batchKey: null, root: null, rawTx: null, txHash: null };
      const data = { ...free, state: "refused", refusals: 0, refusedAt: new Date(nowMs) };
      const where = { no, state: off, refusals: { gte: limit } };
      return (await db.batch.updateMany({ where, data })).count === 1;
    },
    retry: (no) =>
      db.$transaction(async (tx) => {
        const data = { state: "building", refusedAt: null };
        const won = (await tx.batch.updateMany({ where: { no, state: "refused" }, data })).count === 1;
        if (!won) return false;
        const { bountyNo } = await tx.batch.findUniqueOrThrow({ where: { no }, select: { bountyNo: true } });
        await enqueueWith(sqlSession(tx))("settle-bounty", { bountyNo: bountyNo.toString() });
        return true;
      }),
    refusedBefore: async (ms) => {
      const where = { state: "refused", refusedAt: { lt: new Date(ms) } };
      return (await db.batch.findMany({ where, select: { no: true } })).map(({ no }) => no as BatchNo);
    },
  };
}
