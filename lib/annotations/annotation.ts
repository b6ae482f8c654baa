import type { ItemNo } from "@/lib/kernel/ids";
import type { ShownSuggestion } from "./digest";

/**
 * What the store says of each answer of a submit. `late`: its lease had lapsed, a slot was free, it counts; `again`: it is
 * there already, under the same key; `conflict`: under another key; `unknown`: this item was never given to the annotator;
 * `closed`: settlement has begun.
 */
export const STORE_OUTCOMES = [
  "counted",
  "gold",
  "late gold",
  "late",
  "spare",
  "again",
  "conflict",
  "unknown",
  "closed",
  "twice",
] as const;
export type StoreOutcome = (typeof STORE_OUTCOMES)[number];

/** What its annotator is told: nothing by which gold could be told apart. `expired`: the bounty takes no answers any more. */
export type VerdictOutcome = "counted" | "late" | "spare" | "again" | "conflict" | "unknown" | "expired";

export type Verdict = { readonly token: string; readonly outcome: VerdictOutcome };

/** The verdict of an outcome. Gold answered late is `late`, as any other would be. */
export function verdictOf(outcome: StoreOutcome): VerdictOutcome {
  if (outcome === "gold") return "counted";
  if (outcome === "late gold") return "late";
  if (outcome === "closed") return "expired";
  return outcome === "twice" ? "again" : outcome;
}

/** An answer that passed every check, ready to be stored. */
export type AcceptedAnswer = {
  readonly itemNo: ItemNo;
  /** Idempotency key, a UUID. */
  readonly key: string;
  readonly answer: unknown;
  readonly shown: ShownSuggestion | null;
  readonly leadMs: number;
};

/** One signed submit: answers in order, their digests, and the signature over these. */
export type SignedBatch = {
  readonly answers: readonly AcceptedAnswer[];
  /** SHA-256 of the session key. */
  readonly keyId: string;
  /** 32 bytes an answer, in order. */
  readonly digests: Uint8Array;
  /** ECDSA P-256, r ‖ s. */
  readonly signature: Uint8Array;
};
