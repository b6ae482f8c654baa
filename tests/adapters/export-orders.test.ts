import { afterAll, beforeAll, expect, test } from "vitest";
import { createPrisma } from "@/lib/adapters/prisma/client";
import { exportOrders } from "@/lib/adapters/prisma/export-orders";
import type { PrismaClient } from "@/lib/adapters/prisma/generated/client";
import { createPool } from "@/lib/adapters/prisma/pool";
import type { StoredExport } from "@/lib/export/ports";
import type { AccountNo, BountyNo, ExportId, Sha256 } from "@/lib/kernel/ids";
import { createDatabase, type TestDatabase } from "./database";

let database: TestDatabase;
let db: PrismaClient;
beforeAll(async () => {
  database = await createDatabase();
  db = createPrisma(createPool(database.url, 2));
});
afterAll(async () => {
  await db?.$disconnect();
  await database?.drop();
});

const ANN = 1n as AccountNo;
const order = (id: string): StoredExport => ({
  ...{ id: id as ExportId, bountyNo: 1n as BountyNo, version: 1, format: "csv", options: {}, state: "queued" },
  ...{ sha256: null, bytes: null, rows: null, loss: [], failure: null },
});

test("an export is kept on from when it was last ordered; a file goes when no export is it any more", async () => {
  const orders = exportOrders(db);
  const ready = (sha256: string) =>
    ({ state: "ready", sha256: sha256 as Sha256, bytes: 1, rows: 1, loss: [], failure: null }) as const;
  const first = await orders.orderExport(order("exp_1"), "one", ANN, 1_000);
  expect(await orders.orderExport(order("exp_other"), "one", ANN, 5_000)).toEqual(first);
  await orders.orderExport(order("exp_2"), "two", ANN, 2_000);
  await orders.orderExport(order("exp_3"), "three", ANN, 3_000);
  await orders.orderExport(order("exp_4"), "four", ANN, 3_000);
  await orders.saveExport("exp_1" as ExportId, ready("same"));
  await orders.saveExport("exp_2" as ExportId, ready("same"));
  await orders.saveExport("exp_3" as ExportId, ready("own"));
  expect(await orders.forgetExports(4_000)).toEqual(["own"]);
  expect((await orders.exportById("exp_1" as ExportId))?.state).toBe("ready");
  expect(await orders.exportById("exp_2" as ExportId)).toBeUndefined();
  expect(await orders.forgetExports(6_000)).toEqual(["same"]);
});
