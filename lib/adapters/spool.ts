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
    const close = () => rm(path, { force: true });
    const file = await open(path, "wx", 0o600);
    try {
      for await (const chunk of bytes) await file.writeFile(chunk);
    } catch (error) {
      await close();
      throw error;
    } finally {
      await file.close();
    }
    return { path, close };
  };
}
