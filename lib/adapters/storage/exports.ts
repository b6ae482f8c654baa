/** The files of the export room: versions' rows packed, exports as they are so that any byte of them can be had at once. */
import type { ExportFiles } from "@/lib/export/ports";
import type { EvidenceFiles } from "@/lib/settlement/ports";
import type { NamedFiles } from "./named";

export const exportFiles = (plain: NamedFiles, packed: EvidenceFiles): ExportFiles => ({
  putSnapshot: (chunks) => packed.put(chunks),
  snapshot: (sha256) => packed.get(sha256),
  put: (chunks) => plain.store(chunks),
  remove: (sha256) => plain.remove(sha256),
  get: (sha256, range) => plain.get(sha256, range),
});
