import { createHash } from "node:crypto";
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createPrisma } from "@/lib/adapters/prisma/client";
import type { PrismaClient } from "@/lib/adapters/prisma/generated/client";
import { prismaAssets } from "@/lib/adapters/prisma/items";
import { diskFiles } from "@/lib/adapters/storage/disk";
import type { Sha256 } from "@/lib/kernel/ids";
import { all, pieces } from "../import/bytes";
import { createDatabase, type TestDatabase } from "./database";

const bytes = new TextEncoder().encode("some file ".repeat(20_000));
const name = createHash("sha256").update(bytes).digest("hex") as Sha256;
let database: TestDatabase;
let db: PrismaClient;
let dir: string;

beforeAll(async () => {
  database = await createDatabase();
  db = createPrisma(database.url);
  dir = await mkdtemp(join(tmpdir(), "assay-files-"));
});

afterAll(async () => {
  await db?.$disconnect();
  await database?.drop();
  await rm(dir, { recursive: true, force: true });
});

describe("files on disk", () => {
  test("default: a file is stored under the SHA-256 of its bytes, from a buffer or a stream, and read back", async () => {
    const files = diskFiles(dir);
    expect(await files.get(name)).toBeUndefined();
    expect(await files.store(pieces(bytes, [1_000]))).toEqual({ sha256: name, bytes: bytes.length });
    const found = await files.get(name);
    if (!found) throw new Error("not found");
    expect(Buffer.concat(await all(found))).toEqual(Buffer.from(bytes));
    expect(await readFile(files.pathOf(name))).toEqual(Buffer.from(bytes));
  });

  test("behavior: stored by many at once, it is there once, whole", async () => {
    const files = diskFiles(join(dir, "many"));
    await Promise.all(Array.from({ length: 8 }, () => files.put(name, bytes)));
    expect(await readdir(join(dir, "many/files", name.slice(0, 2)))).toEqual([name]);
    expect(await readdir(join(dir, "many/files/incoming"))).toEqual([]);
  });

  test("behavior: other bytes under a name, or a source that breaks off, leave nothing", async () => {
    const files = diskFiles(join(dir, "broken"));
    await expect(files.put("0".repeat(64) as Sha256, bytes)).rejects.toMatchObject({ code: "fault" });
    const broken = async function* () {
      yield bytes;
      throw new Error("the line went dead");
    };
    await expect(files.store(broken())).rejects.toThrow(/went dead/);
    expect(await readdir(join(dir, "broken/files"))).toEqual(["incoming"]);
    expect(await readdir(join(dir, "broken/files/incoming"))).toEqual([]);
  });

  test("behavior: a name that is none leads nowhere", async () => {
    expect(await diskFiles(dir).get("../../etc/passwd")).toBeUndefined();
    expect(await diskFiles(dir).get("f".repeat(64))).toBeUndefined();
  });
});

test("an asset is noted once", async () => {
  const assets = prismaAssets(db);
  const asset = { sha256: name, mediaType: "image/png", width: 3, height: 4, bytes: 5 };
  await Promise.all([assets.save(asset), assets.save(asset)]);
  expect(await assets.byHash(name)).toMatchObject(asset);
  expect(await assets.byHash("f".repeat(64))).toBeUndefined();
});
