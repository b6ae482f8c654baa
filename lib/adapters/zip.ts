/** Many files as one archive, streamed: written by yazl, which also writes archives of more than 65,535 files or 4 GB. */
import { once } from "node:events";
import { PassThrough, type Readable } from "node:stream";
import { ZipFile } from "yazl";
import type { Piece } from "@/lib/export/format";

/** Every file has it, so that the same pieces give the same bytes. */
const MTIME = new Date("2000-01-01T00:00:00Z");

/**
 * The archive as it grows. Files are stored, not packed: which bytes a packer makes depends on its version, and a download that
 * is resumed after an update must go on where it was.
 */
export async function* zipped(pieces: AsyncIterable<Piece>): AsyncGenerator<Uint8Array> {
  const archive = new ZipFile();
  const output = archive.outputStream as Readable;
  const filling = fill(archive, pieces).catch((error: Error) => {
    output.destroy(error);
  });
  try {
    yield* output as AsyncIterable<Uint8Array>;
    await filling;
  } finally {
    output.destroy();
  }
}

/** Hands file after file to the archive; the next begins when the last byte of this one was taken. */
async function fill(archive: ZipFile, pieces: AsyncIterable<Piece>): Promise<void> {
  let path: string | undefined;
  let file = new PassThrough();
  let taken: Promise<unknown> = Promise.resolve();
  for await (const piece of pieces) {
    if (piece.path !== path) {
      file.end();
      await taken;
      path = piece.path;
      file = new PassThrough();
      taken = once(file, "end");
      taken.catch(() => undefined);
      archive.addReadStream(file, path, { mtime: MTIME, mode: 0o100644, compress: false });
    }
    const data = typeof piece.data === "string" ? Buffer.from(piece.data) : piece.data;
    if (data.length > 0 && !file.write(data)) await once(file, "drain");
  }
  file.end();
  await taken;
  archive.end();
}
