import type { ChainTerms } from "@/lib/client/chain-terms";
import type { BatchView } from "@/lib/settlement/batch";
import type { DisputeView } from "@/lib/settlement/dispute-view";
import type { TimeWords } from "@/lib/ui/time-words";
import type { BatchTranslator } from "./batch-translator";

/** What every part of the challenge is about, and who looks. */
export type QuarrelProps = {
  readonly batch: BatchView;
  readonly dispute: DisputeView;
  readonly terms: ChainTerms;
  readonly address: string | null;
  readonly nowMs: number;
  onChange(): Promise<void>;
};

/** How long the window is still open, by the later of our clock and the chain's. */
export function timeLeft(
  t: BatchTranslator,
  times: TimeWords,
  { claimableAtS, headS }: DisputeView,
  nowMs: number,
): string {
  const leftMs = claimableAtS * 1000 - Math.max(nowMs, headS * 1000);
  return leftMs > 0 ? times.duration(leftMs) : t("moments");
}
