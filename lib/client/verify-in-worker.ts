import type { RefereeInput } from "@/lib/referee/input";
import type { RefereePolicy } from "@/lib/referee/referee";
import type { VerifyProgress } from "@/lib/settlement/verify";
import type { VerifyReport } from "@/lib/settlement/verify-report";
import type { TwinResult } from "@/lib/twin/run-twin";
import { runTwinInWorker } from "./twin-in-worker";

/** What labels and credits are recomputed with: the kernel, or the referee's ONNX file where the batch allows it. */
export type VerifyEngine = "kernel" | "onnx";

export type VerifyRequest = {
  readonly kind: "verify";
  readonly evidenceUrl: string;
  readonly rpcUrl: string;
  readonly engine: VerifyEngine;
};

/** The page's answer to `recompute`. */
export type Recomputed =
  | { readonly kind: "recomputed"; readonly result: TwinResult }
  | { readonly kind: "not-recomputed"; readonly reason: string };

export type VerifyReply =
  | { readonly kind: "fetched"; readonly bytes: number }
  | { readonly kind: "progress"; readonly progress: VerifyProgress }
  | { readonly kind: "done"; readonly report: VerifyReport }
  | { readonly kind: "failed"; readonly reason: string };

/** The verifier asks the page to have the ONNX file run, which goes on in a worker of its own and is over with it. */
export type RecomputeRequest = {
  readonly kind: "recompute";
  readonly input: RefereeInput;
  readonly policy: RefereePolicy;
};

/** Verifies a batch in a Web Worker of its own. Returns the way to stop. URLs are absolute. */
export function verifyInWorker(
  request: Omit<VerifyRequest, "kind">,
  onReply: (reply: VerifyReply) => void,
): () => void {
  const worker = new Worker(new URL("./verify.worker.ts", import.meta.url), { type: "module", name: "verify" });
  const stopping = new AbortController();
  const recompute = async ({ input, policy }: RecomputeRequest): Promise<Recomputed> => {
    try {
      return { kind: "recomputed", result: await runTwinInWorker(input, policy, stopping.signal) };
    } catch (error) {
      return { kind: "not-recomputed", reason: error instanceof Error ? error.message : String(error) };
    }
  };
  worker.onmessage = ({ data }: MessageEvent<VerifyReply | RecomputeRequest>) => {
    if (data.kind !== "recompute") return onReply(data);
    void recompute(data).then((found) => worker.postMessage(found));
  };
  worker.onerror = (event) =>
    onReply({ kind: "failed", reason: event.message || "The verifier could not start in this browser." });
  worker.postMessage({ kind: "verify", ...request } satisfies VerifyRequest);
  return () => {
    stopping.abort();
    worker.terminate();
  };
}
