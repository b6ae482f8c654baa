import type { BatchState, BatchView } from "@/lib/settlement/batch";
import { relativeTime } from "@/lib/ui/format-time";
import { Verdict, type VerdictProps } from "@/lib/ui/verdict";

const WORDS: Readonly<Record<BatchState, Pick<VerdictProps, "kind" | "sign"> & { readonly words: string }>> = {
  building: { kind: "working", words: "Being counted" },
  posting: { kind: "working", words: "On its way" },
  window: { kind: "doubt", words: "In challenge" },
  final: { kind: "pass", words: "Claimable" },
  void: { kind: "fail", words: "Void: pays nobody" },
  refused: { kind: "fail", words: "Refused by the chain" },
};

/** Where a batch stands; in challenge, with the time until annotators can claim. */
export function BatchStateWords({ batch, nowMs }: { readonly batch: BatchView; readonly nowMs: number }) {
  const frozen = batch.state === "window" && batch.standing !== "stands";
  if (frozen)
    return <Verdict kind="fail">{batch.standing === "frozen" ? "Frozen by a challenge" : "Ruled out"}</Verdict>;
  const { kind, sign, words } = WORDS[batch.state];
  const claimable = batch.state === "window" && batch.claimableAtS !== null ? batch.claimableAtS * 1000 : undefined;
  const note = claimable === undefined ? undefined : `claimable ${soonWords(claimable, nowMs)}`;
  return (
    <Verdict kind={kind} {...(sign && { sign })} {...(note && { note })}>
      {words}
    </Verdict>
  );
}

/** By our clock the window may be over while the chain has made no block that says so. */
const soonWords = (atMs: number, nowMs: number): string =>
  atMs - nowMs > 1_000 ? relativeTime(atMs, nowMs) : "with the next block";
