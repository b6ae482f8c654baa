/** The files of the export room: versions' rows packed, exports as they are so that any byte of them can be had at once. */
import { createReadStream } from "node:fs";
import type { ExportFiles } from "@/lib/export/ports";
import type { EvidenceFiles } from "@/lib/settlement/ports";
import type { diskFiles } from "./disk";

export function exportFiles(plain: ReturnType<typeof diskFiles>, packed: EvidenceFiles): ExportFiles {
  return {
    putSnapshot: (chunks) => packed.put(chunks),
    snapshot: (sha256) => packed.get(sha256),
    put: (chunks) => plain.store(chunks),
    remove: (sha256) => plain.remove(sha256),
    get: async (sha256, range) => {
      const whole = await plain.get(sha256);
      if (!whole || !range) return whole;
      await (whole as AsyncIterable<Uint8Array> & { destroy?(): void }).destroy?.();
      return createReadStream(plain.pathOf(sha256), { start: range.from, end: range.to });
    },
  };
}
