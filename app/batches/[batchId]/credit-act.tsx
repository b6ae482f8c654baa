"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { ActDialog } from "@/app/money/act-dialog";
import { sentLines } from "@/app/money/act-steps";
import { useAct } from "@/app/money/use-act";
import { Button } from "@/lib/ui/button";
import { formatAmount } from "@/lib/ui/format-amount";
import { Notice } from "@/lib/ui/notice";
import { etherWords } from "./ether-words";
import type { QuarrelProps } from "./quarrel-props";

/** What rulings gave the reader: it is credited, and waits until it is taken out. */
export function CreditAct({ dispute: { credit }, terms, address, onChange }: QuarrelProps) {
  const t = useTranslations("batch");
  const money = useTranslations("money");
  const [open, setOpen] = useState(false);
  const acts = useAct(terms, address);
  const parts = [
    ...(credit.bondUnits === "0"
      ? []
      : [`${formatAmount(credit.bondUnits, terms.token.decimals)} ${terms.token.symbol}`]),
    ...(credit.stakeWei === "0" ? [] : [etherWords(t, credit.stakeWei)]),
  ];
  const [one = "", other] = parts;
  const amount = other === undefined ? one : t("and", { one, other });
  const onConfirm = () =>
    void acts.act({
      run: async (wallet, onStep) => {
        const { withdrawCredit } = await import("@/lib/client/money-acts");
        await withdrawCredit(wallet, terms, credit, onStep);
      },
      after: onChange,
      done: t("creditDone"),
    });
  if (parts.length === 0 && !open) return null;
  return (
    <Notice
      kind="gold"
      title={amount ? t("creditTitle", { amount }) : t("creditNothing")}
      actions={<Button onClick={() => setOpen(true)}>{t("takeOut")}</Button>}
    >
      {t("creditSays")}
      <ActDialog
        open={open}
        onClose={() => setOpen(false)}
        title={t("creditAsk")}
        says={t("creditWhat", { amount, count: parts.length })}
        confirm={t("takeOutAmount", { amount })}
        lines={sentLines(money)}
        acts={acts}
        terms={terms}
        address={address}
        onConfirm={onConfirm}
      />
    </Notice>
  );
}
