/** A temporary file of what streams in, for readers that must jump about in it. */
import { randomUUID } from "node:crypto";
import { open, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Spool } from "@/lib/items/ports";

/** `folder` takes the file; it is removed when closed, or when the source breaks off. */
export function fileSpool(folder: string = tmpdir()): Spool {
  return async (bytes) => {
    const path = join(folder, `assay-spool-${randomUUID()}`);
    const file = await open(path, "wx+", 0o600);
    let byteLength = 0;
    const close = async () => {
      await file.close();
      await rm(path, { force: true });
    };
    try {
      for await (const chunk of bytes) {
        await file.writeFile(chunk);
        byteLength += chunk.length;
      }
    } catch (error) {
      await close();
      throw error;
    }
    const slice = async (start: number, end = byteLength): Promise<ArrayBuffer> => {
      const from = Math.min(Math.max(start < 0 ? byteLength + start : start, 0), byteLength);
      const size = Math.max(0, Math.min(end, byteLength) - from);
      const buffer = new ArrayBuffer(size);
      await file.read(new Uint8Array(buffer), 0, size, from);
      return buffer;
    };
    return { byteLength, slice, close };
  };
}
