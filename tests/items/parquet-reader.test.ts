// A damaged file costs its own reading only: the thread that reads it is ended, and the next file is read.
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { parquetReader } from "@/lib/adapters/parquet-reader";
import { parquet } from "./sample-files";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "assay-parquet-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const TEXTS = ["one", "two", "three", "four"];
/** Where the first page of `parquet(TEXTS)` says how many values its first run of levels has. */
const RUN_AT = 25;

async function file(name: string, bytes: Uint8Array): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, bytes);
  return path;
}

/** Its first run claims two thousand million values. */
const endless = () => {
  const bytes = parquet(TEXTS);
  bytes.set([0xfe, 0xff, 0xff, 0xff, 0x0f], RUN_AT);
  return file("endless.parquet", bytes);
};
const sound = () => file("sound.parquet", parquet(TEXTS));

async function linesOf(rows: ReturnType<ReturnType<typeof parquetReader>>): Promise<readonly number[]> {
  const lines: number[] = [];
  for await (const { line } of rows) lines.push(line);
  return lines;
}

test("a file that would be read for ever is refused in words, and the next one is read", async () => {
  const read = parquetReader({ stepMs: 300 });
  await expect(linesOf(read(await endless(), 1))).rejects.toMatchObject({
    code: "invalid_input",
    message: expect.stringMatching(/busy without end.*smaller row groups/),
  });
  expect(await linesOf(parquetReader()(await sound(), 11))).toEqual([11, 12, 13, 14]);
});

test("a file that would fill the memory is refused in words, and the process lives", async () => {
  const read = parquetReader({ heapMb: 32 });
  await expect(linesOf(read(await endless(), 1))).rejects.toMatchObject({
    code: "invalid_input",
    message: expect.stringMatching(/more memory/),
  });
  expect(await linesOf(read(await sound(), 1))).toEqual([1, 2, 3, 4]);
});

test("files read at the same time do not meet, and a reader that leaves early leaves the next one whole", async () => {
  const read = parquetReader();
  const path = await sound();
  const many = await file("many.parquet", parquet(Array.from({ length: 3_000 }, (_, i) => `text ${i}`)));
  for await (const row of read(many, 1)) if (row.line === 5) break;
  const [one, two] = await Promise.all([linesOf(read(many, 1)), linesOf(read(path, 1))]);
  expect([one.length, two.length]).toEqual([3_000, 4]);
  expect(one).toEqual(Array.from({ length: 3_000 }, (_, i) => i + 1));
});
