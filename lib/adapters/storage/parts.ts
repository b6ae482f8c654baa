/** Pieces of uploads. Their keys are made up, not told by what they hold: whoever removes one never removes what others stored. */
import type { PartFiles } from "@/lib/items/ports";
import { written } from "./incoming";
import type { Shelf } from "./shelf";

export function partFiles(shelf: Shelf): PartFiles {
  const keyOf = (key: string) => `${key}.part`;
  return {
    put: (key, bytes) =>
      written(shelf.incoming, bytes, [], async (file) => {
        await shelf.take(keyOf(key), file.path);
        return { bytes: file.bytes };
      }),
    get: (key) => shelf.get(keyOf(key)),
    remove: (key) => shelf.remove(keyOf(key)),
  };
}
