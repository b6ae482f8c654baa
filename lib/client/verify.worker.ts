/**
 * The Web Worker that verifies a batch: the evidence streams in, everything is computed again, the page stays free.
 * Started by `verify-in-worker.ts`.
 */
import { AppError } from "@/lib/kernel/errors";
import { verifyEvidence } from "@/lib/settlement/verify";
import { byteChunks } from "./byte-chunks";
import { verifyDeps } from "./verify-batch";
import type { VerifyReply, VerifyRequest } from "./verify-in-worker";

/** Progress is told at most this often. */
const EVERY_MS = 50;

self.onmessage = async ({ data }: MessageEvent<VerifyRequest>) => {
  const tell = (reply: VerifyReply) => self.postMessage(reply);
  try {
    const response = await fetch(data.evidenceUrl);
    if (!response.ok) throw new AppError("unavailable", `The evidence could not be fetched (${response.status}).`);
    let lastMs = 0;
    const report = await verifyEvidence(
      byteChunks(response, (bytes) => {
        if (performance.now() - lastMs < EVERY_MS) return;
        lastMs = performance.now();
        tell({ kind: "fetched", bytes });
      }),
      verifyDeps(data.rpcUrl, (progress) => tell({ kind: "progress", progress })),
    );
    tell({ kind: "done", report });
  } catch (error) {
    tell({ kind: "failed", reason: error instanceof Error ? error.message : String(error) });
  }
};
