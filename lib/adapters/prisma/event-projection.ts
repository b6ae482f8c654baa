/** What batches and payouts are, by the events that the chain has now. Done again after every change of the events. */
import type { Db } from "./client";
import { unpost } from "./settlement-setbacks";

const UNDONE = "The chain was reorganised and lost this batch; the same transaction is sent again.";

type Said = { readonly name: string; readonly txHash: string; readonly blockNumber: bigint; readonly args: unknown };

/** Brings these batches (keys of any ledger; those that are not ours are passed over) in line with their events. */
export async function projectBatches(db: Db, cursor: string, keys: ReadonlySet<string>): Promise<void> {
  const ours = await db.batch.findMany({ where: { batchKey: { in: [...keys] } }, orderBy: { no: "asc" } });
  for (const { no, batchKey, state } of ours) {
    const where = { cursor, batchKey };
    const orderBy = [{ blockNumber: "asc" }, { logIndex: "asc" }] as const;
    const said = await db.chainEvent.findMany({ where, orderBy: [...orderBy] });
    const posted = said.findLast(({ name }) => name === "Settled");
    if (!posted && (state === "window" || state === "final")) await unpost(db, no, UNDONE);
    if (posted && (state === "window" || state === "final")) await stand(db, no, posted, said);
    await markPaid(db, no, said);
  }
}

async function stand(db: Db, no: bigint, posted: Said, said: readonly Said[]): Promise<void> {
  const last = said.findLast(({ name }) => name === "Rescheduled") ?? posted;
  const data = {
    txHash: posted.txHash,
    postedBlock: posted.blockNumber,
    claimableAtS: BigInt(wordOf(last, "claimableAt")),
    standing: standingAfter(said),
  };
  await db.batch.updateMany({ where: { no }, data });
  if (data.standing !== "void") return;
  const note = "The batch was taken back or did not stand. Its money is available to its bounty again.";
  await db.batch.updateMany({ where: { no, state: "window" }, data: { state: "void", failure: note } });
}

function standingAfter(said: readonly Said[]): string {
  const last = said.findLast(({ name }) => name === "Challenged" || name === "Ruled" || name === "Voided");
  if (last?.name === "Voided") return "void";
  if (last?.name === "Challenged") return "frozen";
  return last && wordOf(last, "ruling") !== "1" ? "condemned" : "stands";
}

/** Exactly the leaves that the events say were paid. */
async function markPaid(db: Db, batchNo: bigint, said: readonly Said[]): Promise<void> {
  const paid = new Map<number, Said>();
  for (const event of said) for (const leaf of leavesOf(event)) paid.set(leaf, event);
  const unpaid = { claimedAt: null, claimedTx: null };
  await db.payout.updateMany({
    where: { batchNo, claimedAt: { not: null }, leafIndex: { notIn: [...paid.keys()] } },
    data: unpaid,
  });
  for (const [leafIndex, { txHash: claimedTx }] of paid) {
    const where = {
      batchNo,
      leafIndex,
      OR: [{ claimedAt: null }, { claimedTx: null }, { claimedTx: { not: claimedTx } }],
    };
    await db.payout.updateMany({ where, data: { claimedAt: new Date(), claimedTx } });
  }
}

function leavesOf(event: Said): number[] {
  if (event.name === "Claimed") return [Number(wordOf(event, "index"))];
  if (event.name !== "Swept") return [];
  const first = Number(wordOf(event, "first"));
  const bits = BigInt(wordOf(event, "paid"));
  return Array.from({ length: 256 }, (_, i) => i).flatMap((i) =>
    (bits >> BigInt(i)) & 1n ? [first - (first % 256) + i] : [],
  );
}

function wordOf({ args }: Said, name: string): string {
  const value = (args as Readonly<Record<string, unknown>>)[name];
  return typeof value === "string" || typeof value === "number" ? String(value) : "0";
}
