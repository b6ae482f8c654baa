/** Files named by the SHA-256 of their bytes: a name that exists holds exactly those bytes. */
import { AppError } from "@/lib/kernel/errors";
import type { Sha256 } from "@/lib/kernel/ids";
import { type Source, written } from "./incoming";
import type { ByteRange, Shelf } from "./shelf";

/** A file appears under its name whole, or not at all. */
export function namedFiles(shelf: Shelf) {
  const store = (source: Source, wanted?: Sha256) =>
    written(shelf.incoming, source, [], async ({ path, sha256, bytes }) => {
      if (wanted !== undefined && sha256 !== wanted)
        throw new AppError("fault", `bytes of ${sha256} came as ${wanted}`);
      await shelf.take(sha256, path);
      return { sha256, bytes };
    });
  return {
    /** Stores a file and answers its name. */
    store: (source: Source) => store(source),
    /** Stores a file whose name is known; `fault` when the bytes are others. */
    put: async (sha256: Sha256, source: Source): Promise<void> => {
      if ((await shelf.size(sha256)) === undefined) await store(source, sha256);
    },
    /** Removes a file; none there is no error. */
    remove: (sha256: Sha256) => shelf.remove(sha256),
    /** The file's bytes, or a part of them; undefined when there is none, or the name is none. */
    get: (sha256: string, range?: ByteRange) => shelf.get(sha256, range),
  };
}

export type NamedFiles = ReturnType<typeof namedFiles>;
