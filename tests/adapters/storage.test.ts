import { randomBytes } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { diskShelf } from "@/lib/adapters/storage/disk";
import { exportFiles } from "@/lib/adapters/storage/exports";
import { namedFiles } from "@/lib/adapters/storage/named";
import { packedFiles } from "@/lib/adapters/storage/packed";
import { s3Shelf } from "@/lib/adapters/storage/s3";
import type { Shelf } from "@/lib/adapters/storage/shelf";
import type { S3Source } from "@/lib/env";
import type { Sha256 } from "@/lib/kernel/ids";
import { sha256Hex } from "@/lib/kernel/sha256";
import { all, pieces } from "../import/bytes";
import { S3_KEYS, S3_PLACE, type S3Server, startS3 } from "./s3-server";

let dir: string;
let s3: S3Server;
let places = 0;

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), "assay-storage-"));
  s3 = await startS3();
});

afterAll(async () => {
  await s3?.close();
  await rm(dir, { recursive: true, force: true });
});

type Stage = { readonly shelf: Shelf; keys(): Promise<readonly string[]> };

async function onDisk(): Promise<Stage> {
  const place = join(dir, `disk-${++places}`);
  const keys = async () =>
    (await readdir(join(place, "files"), { recursive: true })).filter((name) => /[0-9a-f]{64}/.test(name));
  return { shelf: diskShelf(place), keys };
}

const s3Settings = (more: Partial<S3Source> = {}): S3Source => ({
  ...{ endpoint: s3.endpoint, prefix: `place-${++places}/`, ...S3_PLACE, ...S3_KEYS },
  ...more,
});

async function inBucket(): Promise<Stage> {
  const settings = s3Settings();
  const keys = async () =>
    [...s3.objects.keys()].flatMap((name) =>
      name.startsWith(settings.prefix) ? [name.slice(settings.prefix.length)] : [],
    );
  return { shelf: s3Shelf(settings, join(dir, settings.prefix)), keys };
}

const bytes = new Uint8Array(randomBytes(300_000));
const name = sha256Hex(bytes);
const read = async (found: AsyncIterable<Uint8Array> | undefined) => found && Buffer.concat(await all(found));
/** A digest instead of the bytes: comparing those one by one takes seconds. */
const digest = async (found: AsyncIterable<Uint8Array> | undefined) => {
  const whole = await read(found);
  return whole && sha256Hex(whole);
};

describe.each([
  ["disk", onDisk],
  ["S3", inBucket],
])("files on %s", (_, make) => {
  test("a file is stored under the SHA-256 of its bytes, from a buffer or a stream, and read back", async () => {
    const { shelf, keys } = await make();
    const files = namedFiles(shelf);
    expect(await files.get(name)).toBeUndefined();
    expect(await shelf.size(name)).toBeUndefined();
    expect(await files.store(pieces(bytes, [1_000]))).toEqual({ sha256: name, bytes: bytes.length });
    expect(await digest(await files.get(name))).toBe(name);
    expect(await shelf.size(name)).toBe(bytes.length);
    expect(await keys()).toEqual([`${name.slice(0, 2)}/${name}`]);
    expect(await readdir(shelf.incoming)).toEqual([]);
    const empty = await files.store(new Uint8Array());
    expect(await read(await files.get(empty.sha256))).toEqual(Buffer.alloc(0));
  });

  test("any part of it can be had alone: the first byte, the last, all between", async () => {
    const { shelf } = await make();
    const files = namedFiles(shelf);
    await files.put(name, bytes);
    for (const [from, to] of [
      [0, 0],
      [299_999, 299_999],
      [70_000, 200_001],
      [0, 299_999],
    ] as const) {
      expect(await digest(await files.get(name, { from, to }))).toBe(sha256Hex(bytes.subarray(from, to + 1)));
    }
  });

  test("whoever stops reading leaves the storage as it was", async () => {
    const files = namedFiles((await make()).shelf);
    await files.put(name, bytes);
    for await (const chunk of (await files.get(name)) ?? []) {
      expect(chunk.length).toBeGreaterThan(0);
      break;
    }
    expect((await read(await files.get(name)))?.length).toBe(bytes.length);
  });

  test("stored by many at once, it is there once, whole", async () => {
    const { shelf, keys } = await make();
    const files = namedFiles(shelf);
    await Promise.all(Array.from({ length: 8 }, () => files.put(name, bytes)));
    expect(await keys()).toHaveLength(1);
    expect(await readdir(shelf.incoming)).toEqual([]);
    expect(await digest(await files.get(name))).toBe(name);
  });

  test("other bytes under a name, or a source that breaks off, leave nothing", async () => {
    const { shelf, keys } = await make();
    const files = namedFiles(shelf);
    await expect(files.put("0".repeat(64) as Sha256, bytes)).rejects.toMatchObject({ code: "fault" });
    const broken = async function* () {
      yield bytes;
      throw new Error("the line went dead");
    };
    await expect(files.store(broken())).rejects.toThrow(/went dead/);
    await expect(packedFiles(shelf).put(broken())).rejects.toThrow(/went dead/);
    expect(await keys()).toEqual([]);
    expect(await readdir(shelf.incoming)).toEqual([]);
  });

  test("a name that is none leads nowhere", async () => {
    const { shelf } = await make();
    for (const none of ["../../etc/passwd", "f".repeat(63), `${"f".repeat(64)}/..`, "f".repeat(64), ""]) {
      expect(await namedFiles(shelf).get(none)).toBeUndefined();
      expect(await shelf.size(none)).toBeUndefined();
    }
  });

  test("removed, it is gone; removed again, nothing is wrong", async () => {
    const { shelf, keys } = await make();
    const files = namedFiles(shelf);
    await files.put(name, bytes);
    await files.remove(name);
    await files.remove(name);
    expect(await keys()).toEqual([]);
    expect(await files.get(name)).toBeUndefined();
  });

  test("packed files are named by what is in them, and what was stored plain is found too", async () => {
    const { shelf, keys } = await make();
    const [packed, plain] = [packedFiles(shelf), namedFiles(shelf)];
    const text = new Uint8Array(Buffer.from("the same line again and again\n".repeat(5_000)));
    const { sha256 } = await packed.put(pieces(text));
    expect(sha256).toBe(sha256Hex(text));
    expect(await keys()).toEqual([`${sha256.slice(0, 2)}/${sha256}.gz`]);
    expect(await digest(await packed.get(sha256))).toBe(sha256);
    const asKept = await packed.packed?.(sha256);
    const zipped = await read(asKept?.chunks);
    expect(zipped?.length).toBe(asKept?.bytes);
    expect(zipped?.length).toBeLessThan(text.length / 20);
    expect(sha256Hex(gunzipSync(zipped ?? new Uint8Array()))).toBe(sha256);
    await plain.put(name, bytes);
    expect(await digest(await packed.get(name))).toBe(name);
    expect(await packed.packed?.(name)).toBeUndefined();
    const exports = exportFiles(plain, packed);
    expect(await read(await exports.get(name, { from: 1, to: 3 }))).toEqual(Buffer.from(bytes.subarray(1, 4)));
  });
});

describe("a bucket that does not do as it should", () => {
  const shelfOf = (more: Partial<S3Source> = {}) => s3Shelf(s3Settings(more), join(dir, "odd"));

  test("with a wrong secret nothing is kept or read, and the refusal names the keys", async () => {
    const files = namedFiles(shelfOf({ secretAccessKey: "another" }));
    const before = s3.objects.size;
    const refused = { code: "unavailable", message: expect.stringMatching(/403.*ASSAY_S3 keys/) };
    await expect(files.store(bytes)).rejects.toMatchObject(refused);
    await expect(files.get(name)).rejects.toMatchObject(refused);
    expect(s3.objects.size).toBe(before);
  });

  test("without the bucket nothing is stored, and the refusal names the setting", async () => {
    await expect(namedFiles(shelfOf({ bucket: "elsewhere" })).store(bytes)).rejects.toThrow(/ASSAY_S3_BUCKET/);
  });

  test("a fault of a moment is tried again; one that stays is told", async () => {
    const files = namedFiles(shelfOf());
    s3.fail(503, 2);
    await files.store(bytes);
    s3.fail(500, 1);
    expect((await read(await files.get(name)))?.length).toBe(bytes.length);
    s3.fail(503, 3);
    await expect(files.store(new Uint8Array([1]))).rejects.toMatchObject({ code: "unavailable" });
  });

  test("nobody there: told in words, and nothing is left on this machine", async () => {
    const shelf = shelfOf({ endpoint: "http://127.0.0.1:1" });
    await expect(namedFiles(shelf).store(bytes)).rejects.toThrow(/cannot be reached/);
    expect(existsSync(shelf.incoming) ? await readdir(shelf.incoming) : []).toEqual([]);
  });
});
