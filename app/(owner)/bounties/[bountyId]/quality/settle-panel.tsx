"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { api } from "@/lib/client/browser-api";
import type { ChainTerms } from "@/lib/client/chain-terms";
import { batchesQuery, qualityQuery } from "@/lib/client/queries";
import { useErrorWords } from "@/lib/client/use-error-words";
import type { QualityView } from "@/lib/consensus/quality-view";
import type { BatchView } from "@/lib/settlement/batch";
import { Button } from "@/lib/ui/button";
import { Dialog } from "@/lib/ui/dialog";
import { Money } from "@/lib/ui/money";
import { Notice } from "@/lib/ui/notice";
import { Says } from "@/lib/ui/says";
import { Section } from "@/lib/ui/section";
import { BatchProgress } from "./batch-progress";
import type { Deal } from "./deal";
import { SettleWords } from "./settle-words";

type Props = {
  readonly view: QualityView;
  readonly batches: readonly BatchView[];
  readonly deal: Deal;
  readonly terms: ChainTerms;
  readonly nowMs: number;
};

/** Where a bounty is ended and paid; afterwards, how far its batch is. */
export function SettlePanel({ view, batches, deal, terms, nowMs }: Props) {
  const { id, state } = view.bounty;
  const t = useTranslations("quality");
  const say = useErrorWords();
  const [asking, setAsking] = useState(false);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<string>();
  const queries = useQueryClient();
  if (state === "draft" || state === "published") return null;
  if (batches.length > 0)
    return (
      <Section title={t("settlement")} id="settle">
        <div className="grid gap-8">
          {batches.map((batch) => (
            <BatchProgress key={batch.id} batch={batch} terms={terms} nowMs={nowMs} />
          ))}
        </div>
      </Section>
    );

  const settle = async () => {
    setBusy(true);
    setError(undefined);
    try {
      const { batch } = await api.send<{ batch: BatchView }>("POST", `/api/v1/bounties/${id}/settle`);
      queries.setQueryData(batchesQuery(id).queryKey, [batch]);
      setAsking(false);
      void queries.invalidateQueries({ queryKey: qualityQuery(id).queryKey });
    } catch (problem) {
      setError(say(problem, t("failed")));
    } finally {
      setBusy(false);
    }
  };
  const cost = view.report?.costUnits ?? "0";
  return (
    <Section title={t("settle")} id="settle" note={t("settleNote")}>
      <div className="flex flex-wrap items-center gap-x-6 gap-y-3">
        <Button kind="ink" onClick={() => setAsking(true)}>
          {t("settle")}
        </Button>
        <Says>
          {view.report === null || view.report.version === 0
            ? t("settleNothing")
            : t.rich("settleEarn", { money: () => <Money base={cost} token={terms.token} gold /> })}
        </Says>
      </div>
      <Dialog
        open={asking}
        onOpenChange={setAsking}
        title={t("settleAsk")}
        says={<SettleWords view={view} deal={deal} terms={terms} />}
        actions={
          <>
            <Button kind="plain" onClick={() => setAsking(false)}>
              {t("notYet")}
            </Button>
            <Button kind="gold" busy={busy} busyLabel={t("closing")} onClick={() => void settle()}>
              {t("closeAndPay")}
            </Button>
          </>
        }
      >
        {error && (
          <Notice kind="fail" title={error} urgent>
            {t("asItWas")}
          </Notice>
        )}
      </Dialog>
    </Section>
  );
}
