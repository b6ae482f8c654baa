/** What the worker keeps about itself: heartbeats, the chain cursor, the outbox relay. */
import type { EnqueueWith } from "../queue/queue";
import type { Db } from "./client";
import type { PrismaClient } from "./generated/client";
import { sqlSession } from "./sql-session";

export type Operations = {
  /** Says that a process lives. */
  beat(process: string, at: Date, version: string): Promise<void>;
  /** When it last said so; undefined: never. */
  lastBeat(process: string): Promise<Date | undefined>;
  /** The first block not yet read, 0 at first. */
  cursor(id: string): Promise<bigint>;
  /** Moves the cursor on; it never goes back. */
  moveCursor(id: string, block: bigint): Promise<void>;
  /** One pass of the relay; answers for how many bounties it sent jobs. */
  relayOutbox(): Promise<number>;
};

export function prismaOperations(db: PrismaClient, enqueueWith: EnqueueWith): Operations {
  return {
    beat: async (process, at, version) => {
      await db.heartbeat.upsert({ where: { process }, create: { process, at, version }, update: { at, version } });
    },
    lastBeat: async (process) => (await db.heartbeat.findUnique({ where: { process } }))?.at,
    cursor: async (id) => (await db.chainCursor.findUnique({ where: { id } }))?.block ?? 0n,
    moveCursor: async (id, block) => {
      await db.$executeRaw`
        INSERT INTO chain_cursor (id, block) VALUES (${id}, ${block})
        ON CONFLICT (id) DO UPDATE SET block = greatest(chain_cursor.block, excluded.block)`;
    },
    relayOutbox: () => db.$transaction((tx) => relay(tx, enqueueWith), { timeout: 30_000 }),
  };
}

/**
 * Sends one `apply-answers` for every bounty that has answers in the outbox. The rows stay until the job has applied them,
 * so a job that is lost is sent again; one that waits already takes these answers along.
 */
async function relay(tx: Db, enqueueWith: EnqueueWith): Promise<number> {
  const rows = await tx.$queryRaw<{ bounty_no: bigint }[]>`SELECT DISTINCT bounty_no FROM outbox ORDER BY bounty_no`;
  const enqueue = enqueueWith(sqlSession(tx));
  for (const { bounty_no } of rows) await enqueue("apply-answers", { bountyNo: bounty_no.toString() });
  return rows.length;
}
