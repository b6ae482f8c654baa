import { useTranslations } from "next-intl";
import type { BatchState, BatchView } from "@/lib/settlement/batch";
import { useTimeWords } from "@/lib/ui/use-time-words";
import { Verdict, type VerdictProps } from "@/lib/ui/verdict";

const SIGNS: Readonly<Record<BatchState, VerdictProps["kind"]>> = {
  building: "working",
  posting: "working",
  window: "doubt",
  final: "pass",
  void: "fail",
  refused: "fail",
};

/** Where a batch stands; in challenge, with the time until annotators can claim. */
export function BatchStateWords({ batch, nowMs }: { readonly batch: BatchView; readonly nowMs: number }) {
  const t = useTranslations("market");
  const times = useTimeWords();
  const frozen = batch.state === "window" && batch.standing !== "stands";
  if (frozen) return <Verdict kind="fail">{t(batch.standing === "frozen" ? "frozen" : "ruledOut")}</Verdict>;
  const atMs = batch.state === "window" && batch.claimableAtS !== null ? batch.claimableAtS * 1000 : undefined;
  // By our clock the window may be over while the chain has made no block that says so.
  const when = (ms: number) => (ms - nowMs > 1_000 ? times.relative(ms, nowMs) : t("nextBlock"));
  return (
    <Verdict kind={SIGNS[batch.state]} {...(atMs !== undefined && { note: t("claimableWhen", { when: when(atMs) }) })}>
      {t(`batch-${batch.state}`)}
    </Verdict>
  );
}
