/**
 * The Web Worker that recomputes a crowd with the referee's ONNX file; the page stays free. Started by `twin-in-worker.ts`.
 * A file that is not the one that manifests commit to is refused.
 */
import { AppError } from "@/lib/kernel/errors";
import { sha256Hex } from "@/lib/kernel/sha256";
import { openTwin } from "@/lib/twin/run-twin";
import { REFEREE_ONNX_SHA256 } from "@/lib/twin/twin-file";
import type { TwinReply, TwinRequest } from "./twin-in-worker";

self.onmessage = async ({ data }: MessageEvent<TwinRequest>) => {
  const tell = (reply: TwinReply) => self.postMessage(reply);
  try {
    const twin = await openTwin(await fetchFile(data.fileUrl));
    tell({ kind: "done", result: await twin.run(data.input, data.policy) });
  } catch (error) {
    tell({ kind: "failed", reason: error instanceof Error ? error.message : String(error) });
  }
};

async function fetchFile(url: string): Promise<Uint8Array> {
  const response = await fetch(url);
  if (!response.ok) throw new AppError("unavailable", `The referee's file could not be fetched (${response.status}).`);
  const file = new Uint8Array(await response.arrayBuffer());
  const found = sha256Hex(file);
  if (found === REFEREE_ONNX_SHA256) return file;
  throw new AppError("unavailable", `The referee's file is another one: SHA-256 ${found}, not ${REFEREE_ONNX_SHA256}.`);
}
