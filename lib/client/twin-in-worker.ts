import type { RefereeInput } from "@/lib/referee/input";
import type { RefereePolicy } from "@/lib/referee/referee";
import type { TwinResult } from "@/lib/twin/run-twin";

export type TwinRequest = { readonly fileUrl: string; readonly input: RefereeInput; readonly policy: RefereePolicy };

export type TwinReply =
  | { readonly kind: "done"; readonly result: TwinResult }
  | { readonly kind: "failed"; readonly reason: string };

/**
 * Recomputes a crowd with models/referee-v1.onnx in a Web Worker of its own: what `referee` gives, to the last bit. Browser only.
 * Ask `twinFits` first. Rejects with a plain reason when the input is refused, the runtime does not start, or `signal` stops it.
 */
export async function runTwinInWorker(
  input: RefereeInput,
  policy: RefereePolicy,
  signal?: AbortSignal,
): Promise<TwinResult> {
  const worker = new Worker(new URL("./twin.worker.ts", import.meta.url), { type: "module", name: "referee" });
  try {
    return await new Promise<TwinResult>((resolve, reject) => {
      worker.onmessage = ({ data }: MessageEvent<TwinReply>) =>
        data.kind === "done" ? resolve(data.result) : reject(new Error(data.reason));
      signal?.addEventListener("abort", () => reject(new Error("It was stopped.")));
      worker.onerror = (event) => reject(new Error(event.message || "The referee could not start in this browser."));
      const fileUrl = new URL("../../models/referee-v1.onnx", import.meta.url).href;
      worker.postMessage({ fileUrl, input, policy } satisfies TwinRequest);
    });
  } finally {
    worker.terminate();
  }
}
