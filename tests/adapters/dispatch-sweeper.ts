// The worker's sweep as a process of its own, so that a test can kill it: node --import tsx tests/adapters/dispatch-sweeper.ts
import { prismaAssignments } from "@/lib/adapters/prisma/assignments";
import { createPrisma } from "@/lib/adapters/prisma/client";
import { prismaItemPayloads } from "@/lib/adapters/prisma/item-payloads";
import { createPool } from "@/lib/adapters/prisma/pool";
import { expireLapsed } from "@/lib/assignments/service";
import { SYSTEM } from "@/lib/kernel/caller";

const url = process.env.DATABASE_URL;
if (url === undefined) throw new Error("DATABASE_URL is missing");
const pool = createPool(url, 2);
const store = prismaAssignments(createPrisma(pool), pool, prismaItemPayloads(pool));
for (;;) {
  const { expired } = await expireLapsed({ store }, SYSTEM);
  console.log(`expired ${expired}`);
  await new Promise((resolve) => setTimeout(resolve, 20));
}
