/** What the page and its suggestion worker say to each other. Every request gets exactly one reply with its `id`. */
import type { Suggestion } from "./run-model";

/** An item as the bench has it. `url` is where the browser gets the picture from (its own cache, as a rule). */
export type SuggestItem =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "image"; readonly url: string };

export type ModelInfo = { readonly kind: "text" | "image"; readonly classes: readonly string[] };

export type SuggestRequest =
  | { readonly id: number; readonly ask: "load"; readonly modelUrl: string; readonly sha256: string | undefined }
  | { readonly id: number; readonly ask: "suggest"; readonly item: SuggestItem };

export type SuggestReply =
  | { readonly id: number; readonly answer: "loaded"; readonly model: ModelInfo }
  | { readonly id: number; readonly answer: "suggested"; readonly suggestion: Suggestion }
  | { readonly id: number; readonly answer: "failed"; readonly reason: string };
