/**
 * Files that are kept gzipped under the SHA-256 of what is in them. The name is that of the plain bytes: how they are packed
 * changes nothing about what was committed to.
 */
import { pipeline } from "node:stream";
import { createGunzip, createGzip } from "node:zlib";
import type { EvidenceFiles } from "@/lib/settlement/ports";
import { written } from "./incoming";
import type { Shelf } from "./shelf";

/** What an earlier version stored as it was is found too. */
export function packedFiles(shelf: Shelf): EvidenceFiles {
  const keyOf = (sha256: string) => `${sha256}.gz`;
  return {
    put: (chunks) =>
      written(shelf.incoming, chunks, [createGzip()], async ({ path, sha256, bytes }) => {
        await shelf.take(keyOf(sha256), path);
        return { sha256, bytes };
      }),
    get: async (sha256) => {
      const packed = await shelf.get(keyOf(sha256));
      return packed ? unpacked(packed) : shelf.get(sha256);
    },
    packed: async (sha256) => {
      const bytes = await shelf.size(keyOf(sha256));
      const chunks = bytes === undefined ? undefined : await shelf.get(keyOf(sha256));
      return bytes === undefined || chunks === undefined ? undefined : { bytes, chunks };
    },
  };
}

/** A fault of the source ends the reading, and an end of the reading ends the source. */
const unpacked = (source: AsyncIterable<Uint8Array>): AsyncIterable<Uint8Array> =>
  pipeline(source, createGunzip(), () => undefined);
