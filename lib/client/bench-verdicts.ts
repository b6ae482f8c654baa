import { ApiError, OfflineError } from "./api";
import type { ClaimReply } from "./bench-api";
import type { BenchPhase } from "./bench-view";
import type { StoredAnswer } from "./local-store";

/** Outcomes of a submit that pay nothing. The others (counted, late, spare, again) are kept. */
const REFUSALS = ["unknown", "conflict", "expired", "twice"] as const;
export type Refusal = (typeof REFUSALS)[number];

export const isRefusal = (outcome: string): outcome is Refusal => REFUSALS.some((one) => one === outcome);

export const toSend = ({ token, item, key, answer, leadMs, shown }: StoredAnswer) => ({
  token,
  item,
  key,
  answer,
  leadMs,
  shown,
});

export function phaseOf(outcome: ClaimReply["outcome"]): BenchPhase {
  if (outcome === "paused" || outcome === "closed") return outcome;
  return "none-left";
}

/** What a failed request means to the bench. */
export function failureOf(error: unknown): {
  /** Trying again may help. */
  readonly passing: boolean;
  readonly failure: Error;
  /** Why the signing key is not taken any more. */
  readonly badKey: string | undefined;
  /** Why the answers of the request are taken by no means. */
  readonly badAnswers: string | undefined;
} {
  const problem = error instanceof ApiError ? error.problem : undefined;
  return {
    passing: error instanceof OfflineError || (error instanceof ApiError && error.passing),
    failure: error instanceof Error ? error : new Error("Something went wrong in this browser.", { cause: error }),
    badKey: problem?.errors?.find(({ at }) => at === "keyId")?.reason,
    badAnswers: problem?.code === "invalid_input" ? problem.detail : undefined,
  };
}
