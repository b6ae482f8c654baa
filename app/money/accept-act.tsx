"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { api } from "@/lib/client/browser-api";
import type { ChainTerms } from "@/lib/client/chain-terms";
import { batchQuery, moneyQuery } from "@/lib/client/queries";
import type { BatchView } from "@/lib/settlement/batch";
import { Button } from "@/lib/ui/button";
import { formatAmount } from "@/lib/ui/format-amount";
import { Says } from "@/lib/ui/says";
import { ActDialog } from "./act-dialog";
import { signedLines } from "./act-steps";
import { useAct } from "./use-act";

type Props = {
  readonly batch: Pick<BatchView, "id" | "totalUnits" | "annotators">;
  readonly bountyId: string;
  readonly terms: ChainTerms;
  readonly address: string | null;
};

/** The owner ends the window now: one signature, no gas; annotators can claim at once. */
export function AcceptAct({ batch, bountyId, terms, address }: Props) {
  const [open, setOpen] = useState(false);
  const acts = useAct(terms, address);
  const t = useTranslations("money");
  const queries = useQueryClient();
  const amount = `${formatAmount(batch.totalUnits, terms.token.decimals)} ${terms.token.symbol}`;
  const onConfirm = () =>
    void acts.act({
      run: async (wallet, onStep) => {
        const { acceptNow } = await import("@/lib/client/money-acts");
        await acceptNow(api, wallet, batch.id, onStep);
      },
      after: async () => {
        await queries.invalidateQueries({ queryKey: moneyQuery(bountyId).queryKey });
        void queries.invalidateQueries({ queryKey: batchQuery(batch.id).queryKey });
      },
      done: t("acceptDone"),
    });
  return (
    <div className="flex flex-wrap items-center gap-3">
      <Button kind="ink" onClick={() => setOpen(true)}>
        {t("acceptNow")}
      </Button>
      <Says>{t("acceptSays")}</Says>
      <ActDialog
        open={open}
        onClose={() => setOpen(false)}
        title={t("acceptTitle")}
        says={t.rich("acceptWhat", { amount, strong: (words) => <strong>{words}</strong> })}
        confirm={t("acceptConfirm")}
        lines={signedLines(t)}
        acts={acts}
        terms={terms}
        address={address}
        onConfirm={onConfirm}
      />
    </div>
  );
}
