import { createHash } from "node:crypto";
import type { Sha256 } from "@/lib/kernel/ids";
import type { EvidenceFiles } from "@/lib/settlement/ports";

/** Evidence files in a Map; `files` is theirs to look at, and to spoil. */
export function memoryEvidence(): EvidenceFiles & { readonly files: Map<string, Uint8Array> } {
  const files = new Map<string, Uint8Array>();
  return {
    files,
    put: async (chunks) => {
      const parts: Uint8Array[] = [];
      for await (const chunk of chunks) parts.push(chunk);
      const file = Buffer.concat(parts);
      const sha256 = createHash("sha256").update(file).digest("hex") as Sha256;
      files.set(sha256, file);
      return { sha256, bytes: file.length };
    },
    get: async (sha256) => {
      const file = files.get(sha256);
      return file && pieces(file);
    },
  };
}

async function* pieces(file: Uint8Array): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < file.length; at += 1000) yield file.subarray(at, at + 1000);
}
