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
  /** One pass of the relay; answers how many outbox rows it turned into jobs. */
  relayOutbox(): Promise<number>;
};

/** Rows of one pass: a few hundred submits. */
const RELAY_ROWS = 500;
/** How long answers gather before a sweep: a second, and a second more for every 20,000 that it has to read. */
const GATHER_MS = 1_000;
const ANSWERS_A_MS = 20;

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
 * Deletes a handful of outbox rows and sends one `resolve-bounty` a bounty, in one transaction. Several workers share
 * the rows (SKIP LOCKED); a job of the same bounty that already waits takes these answers along.
 */
async function relay(tx: Db, enqueueWith: EnqueueWith): Promise<number> {
  const rows = await tx.$queryRaw<{ bounty_no: bigint; n: number; read: number }[]>`
    WITH gone AS (
      DELETE FROM outbox WHERE id IN (SELECT id FROM outbox ORDER BY id LIMIT ${RELAY_ROWS} FOR UPDATE SKIP LOCKED)
      RETURNING bounty_no
    ) SELECT g.bounty_no, g.n, coalesce((q.report->>'version')::int, 0) AS read
    FROM (SELECT bounty_no, count(*)::int AS n FROM gone GROUP BY bounty_no) g
    LEFT JOIN quality_report q ON q.bounty_no = g.bounty_no ORDER BY g.bounty_no`;
  const enqueue = enqueueWith(sqlSession(tx));
  for (const { bounty_no, read } of rows) {
    const afterMs = GATHER_MS + Math.floor(read / ANSWERS_A_MS);
    await enqueue("resolve-bounty", { bountyNo: bounty_no.toString() }, { afterMs });
  }
  return rows.reduce((sum, { n }) => sum + n, 0);
}
