/**
 * Suggestions for the bench: a promise API over the suggestion worker. A suggestion is a convenience, so nothing here
 * ever throws at the labeling page: what fails gives `undefined`, and the page is told once.
 */
import type { Suggestion } from "./run-model";
import type { ModelInfo, SuggestItem, SuggestReply, SuggestRequest } from "./suggest-messages";

export type SuggesterClientOptions = {
  /** Called at most once: the model or the runtime did not load, or the worker crashed. Labeling goes on without. */
  onFailure(reason: string): void;
  /** The worker to talk to; by default the module worker of this room. */
  createWorker?(): Worker;
};

/** Browser only. The worker (and the runtime's 14 MB) starts at the first `load`, not before. */
export class SuggesterClient {
  readonly #options: SuggesterClientOptions;
  readonly #pending = new Map<number, (reply: SuggestReply | undefined) => void>();
  #worker: Worker | undefined;
  #state: "empty" | "ready" | "over" = "empty";
  #lastId = 0;
  #loads = 0;

  constructor(options: SuggesterClientOptions) {
    this.#options = options;
  }

  /**
   * Loads a model, or replaces the one in use. Undefined when it failed, `signal` was aborted, or a later `load` came
   * in between. `sha256` is the content to expect. URLs may be relative to the page.
   */
  async load(
    modelUrl: string,
    options: { sha256?: string; signal?: AbortSignal } = {},
  ): Promise<ModelInfo | undefined> {
    const { sha256, signal } = options;
    if (this.#state === "over" || signal?.aborted) return undefined;
    const load = ++this.#loads;
    const asked = this.#ask({ ask: "load", modelUrl: absolute(modelUrl), sha256 });
    const reply = await Promise.race([asked, abortOf(signal)]);
    if (signal?.aborted || load !== this.#loads) return undefined;
    if (reply?.answer === "failed") this.#fail(reply.reason);
    if (reply?.answer !== "loaded") return undefined;
    this.#state = "ready";
    return reply.model;
  }

  /** Undefined while no model is loaded, for an item that cannot be read (a broken picture), and after a failure. */
  async suggest(item: SuggestItem): Promise<Suggestion | undefined> {
    if (this.#state !== "ready") return undefined;
    const readable: SuggestItem = item.kind === "image" ? { kind: "image", url: absolute(item.url) } : item;
    const reply = await this.#ask({ ask: "suggest", item: readable });
    return reply?.answer === "suggested" ? reply.suggestion : undefined;
  }

  /** Ends the worker; open promises resolve to undefined. */
  close(): void {
    this.#state = "over";
    this.#worker?.terminate();
    for (const settle of this.#pending.values()) settle(undefined);
    this.#pending.clear();
  }

  #ask(request: WithoutId<SuggestRequest>): Promise<SuggestReply | undefined> {
    const id = ++this.#lastId;
    return new Promise((settle) => {
      this.#pending.set(id, settle);
      try {
        this.#worker ??= this.#start();
        this.#worker.postMessage({ ...request, id });
      } catch (error) {
        this.#fail(error instanceof Error ? error.message : STILLBORN);
      }
    });
  }

  #start(): Worker {
    const worker = (this.#options.createWorker ?? startWorker)();
    worker.onmessage = (event: MessageEvent<SuggestReply>) => {
      this.#pending.get(event.data.id)?.(event.data);
      this.#pending.delete(event.data.id);
    };
    worker.onerror = (event) => this.#fail(event.message || STILLBORN);
    return worker;
  }

  #fail(reason: string): void {
    if (this.#state === "over") return;
    this.close();
    this.#options.onFailure(reason);
  }
}

const STILLBORN = "the suggestion worker could not start";

type WithoutId<Union> = Union extends unknown ? Omit<Union, "id"> : never;

function startWorker(): Worker {
  return new Worker(new URL("./suggest.worker.ts", import.meta.url), { type: "module", name: "suggestions" });
}

/** A worker made from a blob or bundle has no page address to resolve against. */
function absolute(url: string): string {
  return new URL(url, globalThis.location?.href).href;
}

function abortOf(signal: AbortSignal | undefined): Promise<undefined> {
  return new Promise((settle) => signal?.addEventListener("abort", () => settle(undefined), { once: true }));
}
