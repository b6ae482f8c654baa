"use client";

import { useTranslations } from "next-intl";
import { useEffect } from "react";
import { toast } from "sonner";
import type { ChainTerms } from "@/lib/client/chain-terms";
import { checksDone } from "@/lib/client/verify-run";
import type { BatchView } from "@/lib/settlement/batch";
import { Button } from "@/lib/ui/button";
import { CheckList } from "@/lib/ui/check-list";
import { CodeBlock } from "@/lib/ui/code-block";
import { ErrorState } from "@/lib/ui/error-state";
import { ProgressLine } from "@/lib/ui/progress-line";
import { Says } from "@/lib/ui/says";
import { Seal } from "@/lib/ui/seal";
import { ByFile } from "./by-file";
import { checkRows } from "./check-words";
import { rememberVerified } from "./remembered";
import { saveFile } from "./save-file";
import { type EvidenceSource, useVerification } from "./use-verification";
import { hallmarks, VerdictPlate } from "./verdict-plate";
import type { VerifyTranslator } from "./verify-translator";

type Props = {
  readonly source: EvidenceSource;
  /** `"Batch 41"`, or the file's name. */
  readonly subject: string;
  readonly terms: ChainTerms;
  readonly batch?: BatchView;
  /** Length of the evidence, where it is known. */
  readonly bytes?: number;
  /** Words about the command that does the same. */
  readonly command?: string;
};

/** Runs the six checks in this browser and shows them as they pass, then the verdict. */
export function Verification({ source, subject, terms, batch, bytes, command }: Props) {
  const t = useTranslations("verify");
  const { run, stopped, again, againBy, stop } = useVerification(source, terms.rpcUrl);
  const report = run?.report ?? null;

  useEffect(() => {
    if (batch && report?.verdict === "match")
      rememberVerified(batch.id, { sha256: report.evidenceSha256, atMs: Date.now() });
  }, [batch, report]);

  if (stopped || !run) {
    return (
      <Seal verdict="waiting" states={hallmarks(undefined)} title={t("notTested", { subject })} lead={t("lead")}>
        {stopped && (
          <Button kind="ink" icon="retry" onClick={again}>
            {t("again")}
          </Button>
        )}
      </Seal>
    );
  }
  const plate =
    run.phase === "running" ? (
      <Seal
        verdict="running"
        states={hallmarks(run)}
        title={batch?.batchId ? t("testingBatch", { number: batch.batchId }) : t("testing", { subject })}
        lead={t("lead")}
      >
        <ProgressLine
          label={t("testing", { subject })}
          done={checksDone(run)}
          total={6}
          unit={t("checksUnit")}
          gold
          end={<Button onClick={stop}>{t("stop")}</Button>}
        />
      </Seal>
    ) : report ? (
      <VerdictPlate run={run} report={report} subject={subject} token={terms.token} batch={batch} />
    ) : (
      <ErrorState title={t("unfinished")} onRetry={again}>
        {t("unfinishedWords", { reason: run.reason ?? "" })}
      </ErrorState>
    );
  const save = () =>
    saveFile(
      `${batch?.id ?? "evidence"}.${report?.verdict === "match" ? "certificate" : "report"}.json`,
      `${JSON.stringify({ tested: new Date(run.endedAtMs ?? run.startedAtMs).toISOString(), vault: terms.vault, chainId: terms.chainId, batch: batch ?? null, report }, null, 2)}\n`,
    );
  return (
    <div className="grid grid-cols-1 gap-4">
      {plate}
      {report && (
        <div className="flex flex-wrap items-center gap-2">
          <Button kind="ink" icon="download" onClick={save}>
            {t(report.verdict === "match" ? "saveCertificate" : "saveReport")}
          </Button>
          {batch && (
            <Button icon="link" onClick={() => void copyLink(t)}>
              {t("copyLink")}
            </Button>
          )}
          <Button kind="plain" icon="retry" onClick={again}>
            {t("again")}
          </Button>
        </div>
      )}
      {report && <ByFile report={report} onRun={() => againBy("onnx")} />}
      <section aria-label={t("checks")} className="mt-2">
        <CheckList checks={checkRows(t, run, bytes, terms.token)} />
      </section>
      {command && (
        <div className="mt-2 grid grid-cols-1 gap-2">
          <Says>{t("terminal")}</Says>
          <CodeBlock label={t("commandLine")} code={command} />
        </div>
      )}
    </div>
  );
}

async function copyLink(t: VerifyTranslator): Promise<void> {
  try {
    await navigator.clipboard.writeText(window.location.href);
    toast.success(t("linkCopied"));
  } catch {
    toast.error(t("linkRefused"));
  }
}
