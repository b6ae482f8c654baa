import type { ClaimReply } from "./bench-api";
import type { BenchPhase } from "./bench-view";
import type { StoredAnswer } from "./local-store";

/** Outcomes of a submit that pay nothing, in the annotator's words. The others (counted, late, spare, again) are kept. */
export const REFUSALS: Readonly<Record<string, string>> = {
  unknown: "This item was never given to you, or the bounty has been settled.",
  conflict: "You answered this item before, from another tab or device. The first answer counts.",
  expired: "The time for this item was over and somebody else has it.",
  twice: "This item was in the same batch twice.",
};

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
