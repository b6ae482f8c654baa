"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { api } from "@/lib/client/browser-api";
import { batchesQuery, moneyQuery } from "@/lib/client/queries";
import { useErrorWords } from "@/lib/client/use-error-words";
import { Button } from "@/lib/ui/button";
import { Dialog } from "@/lib/ui/dialog";
import { Notice } from "@/lib/ui/notice";
import { Says } from "@/lib/ui/says";
import type { ActProps } from "./own-bounty";

/** After a void: the answers are there and nobody was paid. The owner has them counted anew. */
export function SettleAgain({ bounty, view }: ActProps) {
  const t = useTranslations("money");
  const say = useErrorWords();
  const [asking, setAsking] = useState(false);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<string>();
  const queries = useQueryClient();
  if (view.state !== "void") return null;
  const settle = async () => {
    setBusy(true);
    setError(undefined);
    try {
      await api.send("POST", `/api/v1/bounties/${bounty.id}/settle`);
      setAsking(false);
      void queries.invalidateQueries({ queryKey: batchesQuery(bounty.id).queryKey });
    } catch (problem) {
      setError(say(problem, t("failed")));
    } finally {
      setBusy(false);
      await queries.invalidateQueries({ queryKey: moneyQuery(bounty.id).queryKey });
    }
  };
  return (
    <div className="grid content-start gap-3">
      <h3>{t("settleAgain")}</h3>
      <Says>{t("settleAgainSays")}</Says>
      <div>
        <Button kind="ink" onClick={() => setAsking(true)}>
          {t("settleAgain")}
        </Button>
      </div>
      <Dialog
        open={asking}
        onOpenChange={setAsking}
        title={t("settleAgainTitle")}
        says={t("settleAgainWhat")}
        actions={
          <>
            <Button kind="plain" onClick={() => setAsking(false)}>
              {t("notNow")}
            </Button>
            <Button kind="gold" busy={busy} busyLabel={t("settling")} onClick={() => void settle()}>
              {t("settleAgain")}
            </Button>
          </>
        }
      >
        {error && (
          <Notice kind="fail" title={error} urgent>
            {t("nothingChanged")}
          </Notice>
        )}
      </Dialog>
    </div>
  );
}
