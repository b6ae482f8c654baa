"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { ActDialog } from "@/app/money/act-dialog";
import { sentLines } from "@/app/money/act-steps";
import { useAct } from "@/app/money/use-act";
import { Button } from "@/lib/ui/button";
import type { QuarrelProps } from "./quarrel-props";

/** The judges let their time pass: anybody may end the dispute. */
export function TimeOutAct({ dispute, terms, address, onChange }: QuarrelProps) {
  const t = useTranslations("batch");
  const money = useTranslations("money");
  const [open, setOpen] = useState(false);
  const acts = useAct(terms, address);
  const onConfirm = () =>
    void acts.act({
      run: async (wallet, onStep) => {
        const { timeOut } = await import("@/lib/client/money-acts");
        await timeOut(wallet, terms, dispute.batchKey, onStep);
      },
      after: onChange,
      done: t("timeOutDone"),
    });
  return (
    <div>
      <Button kind="ink" onClick={() => setOpen(true)}>
        {t("timeOut")}
      </Button>
      <ActDialog
        open={open}
        onClose={() => setOpen(false)}
        title={t("timeOutAsk")}
        says={t("timeOutWhat")}
        confirm={t("timeOutGo")}
        kind="ink"
        lines={sentLines(money)}
        acts={acts}
        terms={terms}
        address={address}
        onConfirm={onConfirm}
      />
    </div>
  );
}
