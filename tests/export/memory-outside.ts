import { createLinkSeal } from "@/lib/adapters/link-seal";
import { zipped } from "@/lib/adapters/zip";
import type { DatasetStore, ExportDeps } from "@/lib/export/ports";
import type { Sha256 } from "@/lib/kernel/ids";
import type { Enqueue } from "@/lib/kernel/jobs";
import { sha256Hex } from "@/lib/kernel/sha256";

/** Everything that the export room asks of the outside, in memory, around a store of datasets. Jobs are kept, not run. */
export function memoryOutside(datasets: DatasetStore) {
  const kept = new Map<string, Uint8Array>();
  const jobs: { name: string; payload: unknown }[] = [];
  const put = async (chunks: AsyncIterable<Uint8Array>) => {
    const parts: Uint8Array[] = [];
    for await (const chunk of chunks) parts.push(chunk.slice());
    const bytes = Buffer.concat(parts);
    const sha256 = sha256Hex(bytes) as Sha256;
    kept.set(sha256, bytes);
    return { sha256, bytes: bytes.length };
  };
  async function* chunked(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
    // Odd pieces, so that a line or a sign may be cut anywhere.
    for (let at = 0; at < bytes.length; at += 977) yield bytes.subarray(at, at + 977);
  }
  const enqueue: Enqueue = async (name, payload) => {
    jobs.push({ name, payload });
  };
  const deps: ExportDeps = {
    datasets,
    files: {
      putSnapshot: put,
      snapshot: async (sha256) => (kept.has(sha256) ? chunked(kept.get(sha256) ?? new Uint8Array()) : undefined),
      put,
      remove: async (sha256) => {
        kept.delete(sha256);
      },
      get: async (sha256, range) => {
        const bytes = kept.get(sha256);
        return bytes && chunked(range ? bytes.subarray(range.from, range.to + 1) : bytes);
      },
    },
    links: createLinkSeal("a secret of the tests"),
    assetUrl: (sha256) => `https://assay.test/api/v1/assets/${sha256}`,
    origin: "https://assay.test",
    zip: zipped,
    enqueue,
    now: () => 1_790_000_000_000,
    random: (bytes) => new Uint8Array(bytes).fill(7),
  };
  return { deps, kept, jobs };
}
