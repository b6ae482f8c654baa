/** Zips by yauzl. The directory stands at the end of a zip, so the upload is laid down in a temporary file first. */
import { randomUUID } from "node:crypto";
import { open, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import yauzl, { type Entry, type ZipFile } from "yauzl";
import type { Archive, ZipEntry } from "@/lib/import/zip";
import { ZIP_LIMITS } from "@/lib/import/zip";
import type { Unzip } from "@/lib/items/ports";
import { AppError } from "@/lib/kernel/errors";

/** `folder` takes the temporary file; it is removed when the archive is closed. */
export function zipReader(folder: string = tmpdir()): Unzip {
  return async (bytes) => {
    const path = join(folder, `assay-upload-${randomUUID()}.zip`);
    try {
      await layDown(path, bytes);
      return await openArchive(path);
    } catch (error) {
      await rm(path, { force: true });
      throw error;
    }
  };
}

async function layDown(path: string, bytes: AsyncIterable<Uint8Array>): Promise<void> {
  const file = await open(path, "wx", 0o600);
  try {
    for await (const chunk of bytes) await file.writeFile(chunk);
  } finally {
    await file.close();
  }
}

async function openArchive(path: string): Promise<Archive> {
  const zip = await openZip(path);
  try {
    const found = await directory(zip);
    return {
      entries: found.map(toEntry),
      read: ({ index }) => contents(zip, found[index]),
      close: async () => {
        zip.close();
        await rm(path, { force: true });
      },
    };
  } catch (error) {
    zip.close();
    throw error;
  }
}

/** Names come as bytes: whether they are harmful is the rule's business (lib/import/zip.ts), not the library's. */
const OPTIONS = { lazyEntries: true, autoClose: false, decodeStrings: false, validateEntrySizes: true } as const;

function openZip(path: string): Promise<ZipFile> {
  return new Promise((resolve, reject) => {
    yauzl.open(path, OPTIONS, (error, zip) => (error ? reject(damaged(error)) : resolve(zip)));
  });
}

/** All entries; one more than may be is enough to refuse the archive. */
function directory(zip: ZipFile): Promise<Entry[]> {
  return new Promise((resolve, reject) => {
    const found: Entry[] = [];
    zip.on("error", (error) => reject(damaged(error)));
    zip.on("end", () => resolve(found));
    zip.on("entry", (entry: Entry) => {
      found.push(entry);
      if (found.length > ZIP_LIMITS.entries) resolve(found);
      else zip.readEntry();
    });
    zip.readEntry();
  });
}

const S_IFMT = 0o170_000;
const S_IFLNK = 0o120_000;
/** Bit 11 of the flags: names are UTF-8; without it they are CP437, of which ASCII is a part. */
const UTF8_FLAG = 0x800;

function toEntry(entry: Entry, index: number): ZipEntry {
  const raw = entry.fileName as unknown as Buffer;
  const name = new TextDecoder((entry.generalPurposeBitFlag & UTF8_FLAG) === 0 ? "latin1" : "utf-8").decode(raw);
  const mode = entry.externalFileAttributes >>> 16;
  return {
    index,
    name,
    directory: name.endsWith("/"),
    symlink: (mode & S_IFMT) === S_IFLNK,
    encrypted: entry.isEncrypted(),
    compressedBytes: entry.compressedSize,
    bytes: entry.uncompressedSize,
  };
}

async function* contents(zip: ZipFile, entry: Entry | undefined): AsyncGenerator<Uint8Array> {
  if (!entry) return;
  const stream = await new Promise<AsyncIterable<Uint8Array>>((resolve, reject) => {
    zip.openReadStream(entry, (error, opened) => (error ? reject(damaged(error)) : resolve(opened)));
  });
  try {
    yield* stream;
  } catch (error) {
    throw damaged(error);
  }
}

const damaged = (cause: unknown) =>
  new AppError("malformed", "This is not a sound zip archive: it is damaged, cut off, or another kind of file.", {
    cause,
  });
