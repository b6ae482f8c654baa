/** The one door to PostgreSQL for the rooms' adapters. */
import { PrismaPg } from "@prisma/adapter-pg";
import type { Prisma } from "./generated/client";
import { PrismaClient } from "./generated/client";
import { createPool, type Pool } from "./pool";

/** A client, or a transaction of one: what every statement can run on. */
export type Db = PrismaClient | Prisma.TransactionClient;

/** A client on a pool, or on one of its own at this address. `$disconnect` ends the pool. */
export function createPrisma(database: Pool | string, max = 12): PrismaClient {
  const pool = typeof database === "string" ? createPool(database, max) : database;
  return new PrismaClient({ adapter: new PrismaPg(pool, { disposeExternalPool: true }) });
}

/** Kind of a model version whose suggestions came with the data: there is no file that a browser could run. */
export const IMPORTED_MODEL = "imported";

/** Namespace of the advisory locks over bounties. */
const BOUNTY_LOCK = 7_001;

/** Waits for, and holds until the transaction ends, the right to rewrite what a bounty's answers amount to. */
export async function lockBounty(db: Db, bountyNo: bigint): Promise<void> {
  await db.$executeRaw`SELECT pg_advisory_xact_lock(${BOUNTY_LOCK}::int, hashint8(${bountyNo}))`;
}

/** Namespace of the advisory locks over ledgers. */
const LEDGER_LOCK = 7_002;

/** Waits for, and holds until the transaction ends, the right to take the next place on a ledger. */
export async function lockLedger(db: Db, ledgerId: string): Promise<void> {
  await db.$executeRaw`SELECT pg_advisory_xact_lock(${LEDGER_LOCK}::int, hashtext(${ledgerId}))`;
}

/** Namespace of the advisory locks over operators' accounts. */
const OPERATOR_LOCK = 7_003;

/** Waits for, and holds until the transaction ends, the right to take an account's next nonce. */
export async function lockOperator(db: Db, account: string): Promise<void> {
  await db.$executeRaw`SELECT pg_advisory_xact_lock(${OPERATOR_LOCK}::int, hashtext(${account}))`;
}
