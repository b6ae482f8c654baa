/**
 * The Web Worker that makes suggestions: it alone loads the WebAssembly runtime, so typing never waits for a model.
 * No item leaves the device. Started by `suggester-client.ts`.
 */
import { sha256Hex } from "@/lib/kernel/sha256";
import type { Bytes } from "@/lib/onnx/onnx-bytes";
import { fetchPicture } from "./browser-picture";
import { createSuggester, type Suggester } from "./run-model";
import type { ModelInfo, SuggestItem, SuggestReply, SuggestRequest } from "./suggest-messages";

let suggester: Suggester | undefined;
/** Id of the newest load: an older one that is still on its way is dropped when it arrives. */
let newestLoad = 0;

self.onmessage = async (event: MessageEvent<SuggestRequest>) => {
  const reply = await answer(event.data).catch(
    (error: unknown): SuggestReply => ({ id: event.data.id, answer: "failed", reason: reasonOf(error) }),
  );
  self.postMessage(reply);
};

async function answer(request: SuggestRequest): Promise<SuggestReply> {
  const { id } = request;
  if (request.ask === "load") return { id, answer: "loaded", model: await load(request) };
  if (!suggester) throw new Error("no model is loaded");
  return { id, answer: "suggested", suggestion: await suggester.suggest(await inputOf(request.item)) };
}

async function load({ id, modelUrl, sha256 }: SuggestRequest & { ask: "load" }): Promise<ModelInfo> {
  newestLoad = id;
  const loaded = await createSuggester(await fetchModel(modelUrl, sha256));
  if (newestLoad !== id) {
    await loaded.close();
    throw new Error("another model was asked for meanwhile");
  }
  const previous = suggester;
  suggester = loaded;
  await previous?.close();
  return { kind: loaded.kind, classes: loaded.classes };
}

/** Fetches a model; a file that is not the announced one is refused. */
async function fetchModel(url: string, sha256: string | undefined): Promise<Bytes> {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`the model could not be fetched (${response.status})`);
  const file = new Uint8Array(await response.arrayBuffer());
  if (sha256 !== undefined && sha256Hex(file) !== sha256) {
    throw new Error("the model file is not the one that was announced");
  }
  return file;
}

async function inputOf(item: SuggestItem): Promise<Parameters<Suggester["suggest"]>[0]> {
  return item.kind === "text" ? item : { kind: "image", rgb: await fetchPicture(item.url) };
}

function reasonOf(error: unknown): string {
  const cause = error instanceof Error && error.cause instanceof Error ? ` (${error.cause.message})` : "";
  return error instanceof Error ? error.message + cause : String(error);
}
