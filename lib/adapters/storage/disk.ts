/** Files on this machine's disk. */
import { mkdir, rename, rm, stat } from "node:fs/promises";
import { dirname, join } from "node:path";
import { namedFiles } from "./named";
import { fileBytes, isKey, placeOf, type Shelf } from "./shelf";

/** A shelf below `<dir>/files`. */
export function diskShelf(dir: string): Shelf {
  const root = join(dir, "files");
  const pathOf = (key: string) => join(root, placeOf(key));
  const size = async (key: string): Promise<number | undefined> => {
    if (!isKey(key)) return undefined;
    return stat(pathOf(key)).then(
      (found) => found.size,
      () => undefined,
    );
  };
  return {
    incoming: join(root, "incoming"),
    take: async (key, path) => {
      await mkdir(dirname(pathOf(key)), { recursive: true });
      await rename(path, pathOf(key));
    },
    get: async (key, range) => ((await size(key)) === undefined ? undefined : fileBytes(pathOf(key), range)),
    size,
    remove: (key) => rm(pathOf(key), { force: true }),
  };
}

/** Files named by their content, on disk. */
export const diskFiles = (dir: string) => namedFiles(diskShelf(dir));
