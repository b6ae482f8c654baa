/** The one door to PostgreSQL for the rooms' adapters. */
import { PrismaPg } from "@prisma/adapter-pg";
import type { Prisma } from "./generated/client";
import { PrismaClient } from "./generated/client";

/** A client, or a transaction of one: what every statement can run on. */
export type Db = PrismaClient | Prisma.TransactionClient;

/** A client with its own pool of at most `max` connections (8 to 16 serve two cores best). Connects at first use. */
export function createPrisma(url: string, max = 12): PrismaClient {
  return new PrismaClient({ adapter: new PrismaPg({ connectionString: url, max, application_name: "assay" }) });
}
