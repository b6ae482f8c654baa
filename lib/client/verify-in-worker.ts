import type { VerifyProgress } from "@/lib/settlement/verify";
import type { VerifyReport } from "@/lib/settlement/verify-report";

export type VerifyRequest = { readonly evidenceUrl: string; readonly rpcUrl: string };

export type VerifyReply =
  | { readonly kind: "fetched"; readonly bytes: number }
  | { readonly kind: "progress"; readonly progress: VerifyProgress }
  | { readonly kind: "done"; readonly report: VerifyReport }
  | { readonly kind: "failed"; readonly reason: string };

/** Verifies a batch in a Web Worker of its own. Returns the way to stop. URLs are absolute. */
export function verifyInWorker(request: VerifyRequest, onReply: (reply: VerifyReply) => void): () => void {
  const worker = new Worker(new URL("./verify.worker.ts", import.meta.url), { type: "module", name: "verify" });
  worker.onmessage = ({ data }: MessageEvent<VerifyReply>) => onReply(data);
  worker.onerror = (event) =>
    onReply({ kind: "failed", reason: event.message || "The verifier could not start in this browser." });
  worker.postMessage(request);
  return () => worker.terminate();
}
