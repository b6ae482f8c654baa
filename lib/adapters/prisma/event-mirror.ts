/** The vault's events in PostgreSQL, and what follows from them: payouts that were paid, batches that were undone. */
import type { EventMirror } from "../chain/follow";
import type { BlockEvents, BlockMark, VaultEvent } from "../chain/vault-events";
import type { Db } from "./client";
import { projectBatches } from "./event-projection";
import type { Prisma, PrismaClient } from "./generated/client";

type Hex = `0x${string}`;

/** Marks are kept this far under the tip: deeper reorganisations are read again from the start. */
const KEPT_BLOCKS = 4_096n;
const LONG = { timeout: 60_000, maxWait: 20_000 };

/** @param id Chain id and vault. `chain_cursor` holds the first block that is not read yet; `chain_block` its hash. */
export function prismaEventMirror(db: PrismaClient, id: string): EventMirror {
  const cursor = `events:${id}`;
  return {
    tip: () => tipOf(db, cursor),
    marksBelow: async (number, limit) => {
      const where = { cursor, number: { lt: number } };
      const rows = await db.chainBlock.findMany({ where, orderBy: { number: "desc" }, take: limit });
      return rows.map((row) => ({ number: row.number, hash: row.hash as Hex }));
    },
    append: (tip, blocks) =>
      db.$transaction(async (tx) => {
        if (!(await holds(tx, cursor, tip))) return false;
        await insert(tx, cursor, blocks.events);
        await moveTo(tx, cursor, blocks.through);
        await projectBatches(tx, cursor, keysOf(blocks));
        return true;
      }, LONG),
    rollBack: (tip, ancestor) =>
      db.$transaction(async (tx) => {
        if (!(await holds(tx, cursor, tip))) return false;
        const above = { cursor, blockNumber: { gt: ancestor?.number ?? -1n } };
        const gone = await tx.chainEvent.findMany({ where: above, select: { batchKey: true } });
        await tx.chainEvent.deleteMany({ where: above });
        await tx.chainBlock.deleteMany({ where: { cursor, number: { gt: ancestor?.number ?? -1n } } });
        if (ancestor) await moveTo(tx, cursor, ancestor);
        else await tx.chainCursor.deleteMany({ where: { id: cursor } });
        // Fundings of the lost blocks are looked at again.
        const block = (ancestor?.number ?? -1n) + 1n;
        await tx.chainCursor.updateMany({ where: { id, block: { gt: block } }, data: { block } });
        await projectBatches(tx, cursor, new Set(gone.flatMap(({ batchKey }) => batchKey ?? [])));
        return true;
      }, LONG),
  };
}

async function tipOf(db: Db, cursor: string): Promise<BlockMark | null> {
  const at = await db.chainCursor.findUnique({ where: { id: cursor } });
  if (!at) return null;
  const mark = await db.chainBlock.findFirst({ where: { cursor, number: at.block } });
  return mark && { number: mark.number, hash: mark.hash as Hex };
}

/** Locks the cursor, and says whether it still stands where the caller saw it. */
async function holds(db: Db, cursor: string, tip: BlockMark | null): Promise<boolean> {
  await db.$executeRaw`SELECT pg_advisory_xact_lock(7004, hashtext(${cursor}))`;
  const now = await tipOf(db, cursor);
  return now?.number === tip?.number && now?.hash === tip?.hash;
}

async function moveTo(db: Db, cursor: string, { number, hash }: BlockMark): Promise<void> {
  const at = { cursor, number };
  await db.chainBlock.upsert({ where: { cursor_number: at }, create: { ...at, hash }, update: { hash } });
  await db.chainBlock.deleteMany({ where: { cursor, number: { lt: number - KEPT_BLOCKS } } });
  await db.chainCursor.upsert({
    where: { id: cursor },
    create: { id: cursor, block: number },
    update: { block: number },
  });
}

async function insert(db: Db, cursor: string, events: readonly VaultEvent[]): Promise<void> {
  const data = events.map(({ args, ...event }) => ({ ...event, cursor, args: args as Prisma.InputJsonValue }));
  await db.chainEvent.createMany({ data, skipDuplicates: true });
}

const keysOf = ({ events }: BlockEvents): ReadonlySet<string> =>
  new Set(events.flatMap(({ batchKey }) => batchKey ?? []));
