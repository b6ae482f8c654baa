/** Files on their way to a shelf: written down on this machine first, so that they are known whole before anybody sees them. */
import { createHash, randomUUID } from "node:crypto";
import { createWriteStream } from "node:fs";
import { mkdir, open, rm } from "node:fs/promises";
import { join } from "node:path";
import { Readable, type Transform } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { Sha256 } from "@/lib/kernel/ids";

export type Source = Uint8Array | AsyncIterable<Uint8Array>;

/** What was written down: the digest and the size of what came in, however it was packed on the way. */
export type Written = { readonly path: string; readonly sha256: Sha256; readonly bytes: number };

/**
 * Writes a source down in a folder, through `packing` if there is any, and hands it to `take`, which moves it on. Nothing is left behind when
 * the source breaks off or is not taken.
 */
export async function written<T>(
  folder: string,
  source: Source,
  packing: readonly Transform[],
  take: (file: Written) => Promise<T>,
): Promise<T> {
  await mkdir(folder, { recursive: true });
  const path = join(folder, randomUUID());
  const hash = createHash("sha256");
  let bytes = 0;
  async function* counted() {
    for await (const chunk of source instanceof Uint8Array ? [source] : source) {
      hash.update(chunk);
      bytes += chunk.length;
      yield chunk;
    }
  }
  try {
    await pipeline([Readable.from(counted()), ...packing, createWriteStream(path, { flags: "wx" })]);
    await flush(path);
    return await take({ path, sha256: hash.digest("hex") as Sha256, bytes });
  } finally {
    await rm(path, { force: true });
  }
}

/** On the disk before it has its name. */
async function flush(path: string): Promise<void> {
  const file = await open(path, "r+");
  await file.sync();
  await file.close();
}
