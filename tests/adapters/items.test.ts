import { afterAll, beforeAll, expect, test } from "vitest";
import { prismaAssets } from "@/lib/adapters/prisma/assets";
import { createPrisma } from "@/lib/adapters/prisma/client";
import type { PrismaClient } from "@/lib/adapters/prisma/generated/client";
import { sha256Hex } from "@/lib/kernel/sha256";
import { createDatabase, type TestDatabase } from "./database";

const name = sha256Hex("some file");
let database: TestDatabase;
let db: PrismaClient;

beforeAll(async () => {
  database = await createDatabase();
  db = createPrisma(database.url);
});

afterAll(async () => {
  await db?.$disconnect();
  await database?.drop();
});

test("an asset is noted once", async () => {
  const assets = prismaAssets(db);
  const asset = { sha256: name, mediaType: "image/png", width: 3, height: 4, bytes: 5 };
  await Promise.all([assets.save(asset), assets.save(asset)]);
  expect(await assets.byHash(name)).toMatchObject(asset);
  expect(await assets.byHash("f".repeat(64))).toBeUndefined();
});
