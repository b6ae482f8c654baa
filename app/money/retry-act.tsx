"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { api } from "@/lib/client/browser-api";
import { moneyQuery } from "@/lib/client/queries";
import { useErrorWords } from "@/lib/client/use-error-words";
import { Button } from "@/lib/ui/button";
import { Says } from "@/lib/ui/says";

/** Tries a batch again that the chain has refused. Nothing is signed: the operator sends it. */
export function RetryAct({ batchId, bountyId }: { readonly batchId: string; readonly bountyId: string }) {
  const t = useTranslations("money");
  const say = useErrorWords();
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<string>();
  const queries = useQueryClient();
  const retry = async () => {
    setBusy(true);
    setError(undefined);
    try {
      await api.send("POST", `/api/v1/batches/${batchId}/retry`);
    } catch (problem) {
      setError(say(problem, t("failed")));
    } finally {
      await queries.invalidateQueries({ queryKey: moneyQuery(bountyId).queryKey });
      setBusy(false);
    }
  };
  return (
    <div className="flex flex-wrap items-center gap-3">
      <Button icon="retry" busy={busy} busyLabel={t("trying")} onClick={() => void retry()}>
        {t("retry")}
      </Button>
      <Says>{error ?? t("retrySays")}</Says>
    </div>
  );
}
