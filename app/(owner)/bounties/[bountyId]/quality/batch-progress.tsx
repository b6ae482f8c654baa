import { useTranslations } from "next-intl";
import type { ChainTerms } from "@/lib/client/chain-terms";
import type { BatchState, BatchView } from "@/lib/settlement/batch";
import { ButtonLink } from "@/lib/ui/button-link";
import { DefinitionList } from "@/lib/ui/definition-list";
import { formatBytes, formatCount } from "@/lib/ui/format-number";
import { Hash } from "@/lib/ui/hash";
import { Money } from "@/lib/ui/money";
import { Notice } from "@/lib/ui/notice";
import type { TimeWords } from "@/lib/ui/time-words";
import { type TransactionStep, TransactionSteps } from "@/lib/ui/transaction-steps";
import { useTimeWords } from "@/lib/ui/use-time-words";
import type { QualityTranslator } from "./quality-translator";

type Props = { readonly batch: BatchView; readonly terms: ChainTerms; readonly nowMs: number };

const ORDER: readonly BatchState[] = ["building", "posting", "window", "final"];

/** A batch on its way from the last answer to the annotators’ wallets. It goes on without this page. */
export function BatchProgress({ batch, terms: { token }, nowMs }: Props) {
  const t = useTranslations("quality");
  const times = useTimeWords();
  if (batch.state === "void")
    return (
      <Notice
        kind="fail"
        title={t("isVoid", { number: numberOf(batch) })}
        actions={
          <>
            <ButtonLink href={`/batches/${batch.id}`}>{t("why")}</ButtonLink>
            <ButtonLink href={`/bounties/${batch.bountyId}/money`}>{t("settleAgain")}</ButtonLink>
          </>
        }
      >
        {t("voidWords")} {batch.note}
      </Notice>
    );
  const posted = batch.evidence !== null;
  return (
    <div className="grid items-start gap-x-12 gap-y-6 lg:grid-cols-2">
      <div className="grid gap-4">
        <TransactionSteps
          label={t("progressOf", { number: numberOf(batch) })}
          steps={stepsOf(t, times, batch, nowMs)}
        />
        {batch.note !== null && <p className="text-sm text-ink-3">{batch.note}</p>}
        {posted && (
          <div className="flex flex-wrap gap-2">
            <ButtonLink href={`/verify/${batch.id}`}>{t("verify")}</ButtonLink>
            {batch.state === "final" && (
              <ButtonLink kind="ink" href={`/datasets/${batch.bountyId}`}>
                {t("getDataset")}
              </ButtonLink>
            )}
          </div>
        )}
      </div>
      {posted && (
        <DefinitionList
          units
          facts={[
            { term: t("answers"), value: <span className="num">{formatCount(batch.answers)}</span> },
            { term: t("annotators"), value: <span className="num">{formatCount(batch.annotators)}</span> },
            { term: t("paidToThem"), value: <Money base={batch.totalUnits} token={token} gold /> },
            { term: t("fee"), value: <Money base={batch.feeUnits} token={token} /> },
            ...(batch.evidence
              ? [
                  {
                    term: t("evidence", { size: formatBytes(batch.evidence.bytes) }),
                    value: <Hash hash={batch.evidence.sha256} what={t("evidenceWhat")} />,
                  },
                ]
              : []),
          ]}
        />
      )}
    </div>
  );
}

const numberOf = ({ batchId, seq }: BatchView) => batchId ?? seq;

function stepsOf(t: QualityTranslator, times: TimeWords, batch: BatchView, nowMs: number): TransactionStep[] {
  const reached = ORDER.indexOf(batch.state);
  const state = (index: number): TransactionStep["state"] =>
    reached > index || batch.state === "final" ? "done" : reached === index ? "working" : "waiting";
  const nothing = batch.state === "final" && batch.txHash === null;
  return [
    { label: t("step-closed"), state: "done" },
    {
      label: t("step-computed"),
      state: state(0),
      note: batch.answers > 0 ? t("step-answers", { count: batch.answers }) : undefined,
    },
    ...(nothing
      ? [{ label: t("step-nothing"), state: "done" as const }]
      : [
          {
            label: t("step-posted"),
            state: state(1),
            note: batch.txHash !== null && <Hash hash={batch.txHash} what={t("transactionWhat")} />,
          },
          { label: t("step-challenge"), state: state(2), note: windowWords(t, times, batch, nowMs) },
        ]),
    { label: t("step-final"), state: batch.state === "final" ? "done" : "waiting" },
  ];
}

function windowWords(
  t: QualityTranslator,
  times: TimeWords,
  { state, claimableAtS }: BatchView,
  nowMs: number,
): string | undefined {
  if (state !== "window" || claimableAtS === null) return undefined;
  const atMs = claimableAtS * 1000;
  return atMs - nowMs > 1_000 ? t("ends", { when: times.relative(atMs, nowMs) }) : t("endsBlock");
}
