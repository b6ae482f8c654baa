/**
 * The Web Worker that verifies a batch: the evidence streams in, everything is computed again, the page stays free.
 * Started by `verify-in-worker.ts`.
 */
import { AppError } from "@/lib/kernel/errors";
import { verifyEvidence } from "@/lib/settlement/verify";
import type { RefereeFile } from "@/lib/settlement/verify-engine";
import { REFEREE_ONNX_SHA256 } from "@/lib/twin/twin-file";
import { twinFits } from "@/lib/twin/twin-fits";
import { byteChunks } from "./byte-chunks";
import { verifyDeps } from "./verify-batch";
import type { Recomputed, RecomputeRequest, VerifyReply, VerifyRequest } from "./verify-in-worker";

/** Progress is told at most this often. */
const EVERY_MS = 50;

/** What waits for the page's answer to `recompute`. */
let answered: (answer: Recomputed) => void = () => undefined;

self.onmessage = ({ data }: MessageEvent<VerifyRequest | Recomputed>) => {
  if (data.kind === "verify") void verify(data);
  else answered(data);
};

async function verify(data: VerifyRequest): Promise<void> {
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
      {
        ...verifyDeps(data.rpcUrl, (progress) => tell({ kind: "progress", progress })),
        file: data.engine === "onnx" ? FILE : undefined,
      },
    );
    tell({ kind: "done", report });
  } catch (error) {
    tell({ kind: "failed", reason: error instanceof Error ? error.message : String(error) });
  }
}

/** The referee's ONNX file, run by the page in a worker of its own: its runtime and memory are gone when it is done. */
const FILE: RefereeFile = {
  sha256: REFEREE_ONNX_SHA256,
  fits: (counts) => twinFits(counts),
  async run(input, policy) {
    const answer = await new Promise<Recomputed>((resolve) => {
      answered = resolve;
      self.postMessage({ kind: "recompute", input, policy } satisfies RecomputeRequest);
    });
    if (answer.kind === "not-recomputed") throw new AppError("unavailable", answer.reason);
    return answer.result;
  },
};
