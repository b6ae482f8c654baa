/** The one port of file storage: what disk and S3 have in common. What files are called, and how they are packed, is said above it. */
import { createReadStream } from "node:fs";

export type ByteRange = { readonly from: number; readonly to: number };

export type Shelf = {
  /** A folder of this machine for files that are not whole yet. */
  readonly incoming: string;
  /** Moves a whole file of this machine under a key: there at once, or not at all. It is gone from where it was. */
  take(key: string, path: string): Promise<void>;
  /** The bytes under a key, from byte `from` up to and including `to`; undefined where there are none. */
  get(key: string, range?: ByteRange): Promise<AsyncIterable<Uint8Array> | undefined>;
  /** How many bytes lie under a key; undefined where none do. */
  size(key: string): Promise<number | undefined>;
  /** Removes what lies under a key; nothing there is no error. */
  remove(key: string): Promise<void>;
};

/**
 * A key is the SHA-256 of what it holds, and may say how that is packed; or it is that of a piece of an upload, which nothing else is named
 * by. Nothing else leads anywhere.
 */
export const isKey = (key: string): boolean => /^[0-9a-f]{64}(\.gz|\.part)?$/.test(key);

/** Where a key lies below its shelf: a folder holds some thousands of files at most. */
export const placeOf = (key: string): string => `${key.slice(0, 2)}/${key}`;

export const fileBytes = (path: string, range?: ByteRange): AsyncIterable<Uint8Array> =>
  createReadStream(path, range ? { start: range.from, end: range.to } : {});
