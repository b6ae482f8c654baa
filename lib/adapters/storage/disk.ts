/** Files on disk, named by the SHA-256 of their bytes: a name that exists holds exactly those bytes. */
import { createHash, randomUUID } from "node:crypto";
import { createReadStream } from "node:fs";
import { access, mkdir, open, rename, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import { AppError } from "@/lib/kernel/errors";
import type { Sha256 } from "@/lib/kernel/ids";

type Source = Uint8Array | AsyncIterable<Uint8Array>;

/** A store below `<dir>/files`. A file appears under its name whole, or not at all. */
export function diskFiles(dir: string) {
  const root = join(dir, "files");
  const pathOf = (sha256: string) => join(root, sha256.slice(0, 2), sha256);
  return {
    /** Where a file lies, whether it is there or not. */
    pathOf,
    /** Stores a file and answers its name. */
    store: (source: Source) => store(root, pathOf, source),
    /** Stores a file whose name is known; `fault` when the bytes are others. */
    put: async (sha256: Sha256, source: Source): Promise<void> => {
      if (await exists(pathOf(sha256))) return;
      await store(root, pathOf, source, sha256);
    },
    /** Removes a file; none there is no error. */
    remove: (sha256: Sha256) => rm(pathOf(sha256), { force: true }),
    /** The file's bytes; undefined when there is none, or the name is none. */
    get: async (sha256: string): Promise<AsyncIterable<Uint8Array> | undefined> => {
      if (!/^[0-9a-f]{64}$/.test(sha256) || !(await exists(pathOf(sha256)))) return undefined;
      return createReadStream(pathOf(sha256));
    },
  };
}

async function store(root: string, pathOf: (sha256: string) => string, source: Source, wanted?: Sha256) {
  const temporary = join(root, "incoming", randomUUID());
  await mkdir(dirname(temporary), { recursive: true });
  try {
    const { sha256, bytes } = await write(temporary, source);
    if (wanted !== undefined && sha256 !== wanted) throw new AppError("fault", `bytes of ${sha256} came as ${wanted}`);
    await mkdir(dirname(pathOf(sha256)), { recursive: true });
    await rename(temporary, pathOf(sha256));
    return { sha256, bytes };
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
}

async function write(path: string, source: Source): Promise<{ readonly sha256: Sha256; readonly bytes: number }> {
  const hash = createHash("sha256");
  const file = await open(path, "wx");
  let bytes = 0;
  try {
    for await (const chunk of source instanceof Uint8Array ? [source] : source) {
      hash.update(chunk);
      bytes += chunk.length;
      await file.writeFile(chunk);
    }
    await file.sync();
  } finally {
    await file.close();
  }
  return { sha256: hash.digest("hex") as Sha256, bytes };
}

const exists = (path: string) =>
  access(path).then(
    () => true,
    () => false,
  );
