/**
 * Files that are kept gzipped under the SHA-256 of what is in them. The name is that of the plain bytes: how they are packed
 * changes nothing about what was committed to.
 */
import { createHash, randomUUID } from "node:crypto";
import { createReadStream, createWriteStream } from "node:fs";
import { mkdir, open, rename, rm, stat } from "node:fs/promises";
import { dirname, join } from "node:path";
import { pipeline } from "node:stream/promises";
import { createGunzip, createGzip } from "node:zlib";
import type { Sha256 } from "@/lib/kernel/ids";
import type { EvidenceFiles } from "@/lib/settlement/ports";
import type { diskFiles } from "./disk";

/** A store below `<dir>/files`; `plain` is asked for files that an earlier version stored as they were. */
export function packedFiles(dir: string, plain: Pick<ReturnType<typeof diskFiles>, "get">): EvidenceFiles {
  const root = join(dir, "files");
  const pathOf = (sha256: string) => join(root, sha256.slice(0, 2), `${sha256}.gz`);
  const sizeOf = async (sha256: string): Promise<number | undefined> => {
    if (!/^[0-9a-f]{64}$/.test(sha256)) return undefined;
    return stat(pathOf(sha256)).then(
      ({ size }) => size,
      () => undefined,
    );
  };
  return {
    put: (chunks) => pack(root, pathOf, chunks),
    get: async (sha256) => {
      if ((await sizeOf(sha256)) === undefined) return plain.get(sha256);
      return unpackedFile(pathOf(sha256));
    },
    packed: async (sha256) => {
      const bytes = await sizeOf(sha256);
      return bytes === undefined ? undefined : { bytes, chunks: createReadStream(pathOf(sha256)) };
    },
  };
}

/** Packs on the way to the disk; the file appears under its name whole, or not at all. */
async function pack(root: string, pathOf: (sha256: string) => string, chunks: AsyncIterable<Uint8Array>) {
  const temporary = join(root, "incoming", randomUUID());
  await mkdir(dirname(temporary), { recursive: true });
  const hash = createHash("sha256");
  let bytes = 0;
  async function* counted() {
    for await (const chunk of chunks) {
      hash.update(chunk);
      bytes += chunk.length;
      yield chunk;
    }
  }
  try {
    await pipeline(counted(), createGzip(), createWriteStream(temporary, { flags: "wx" }));
    await flush(temporary);
    const sha256 = hash.digest("hex") as Sha256;
    await mkdir(dirname(pathOf(sha256)), { recursive: true });
    await rename(temporary, pathOf(sha256));
    return { sha256, bytes };
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
}

/** On the disk before it has its name. */
async function flush(path: string): Promise<void> {
  const file = await open(path, "r+");
  await file.sync();
  await file.close();
}

async function* unpackedFile(path: string): AsyncGenerator<Uint8Array> {
  const source = createReadStream(path);
  const gunzip = createGunzip();
  source.once("error", (error) => gunzip.destroy(error));
  try {
    yield* source.pipe(gunzip);
  } finally {
    source.destroy();
  }
}
