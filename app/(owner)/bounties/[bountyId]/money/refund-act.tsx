"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { ActDialog } from "@/app/money/act-dialog";
import { sentLines } from "@/app/money/act-steps";
import type { MoneyTranslator } from "@/app/money/money-translator";
import { useAct } from "@/app/money/use-act";
import { meQuery, moneyQuery } from "@/lib/client/queries";
import { Button } from "@/lib/ui/button";
import { formatAmount } from "@/lib/ui/format-amount";
import { Says } from "@/lib/ui/says";
import { shorten } from "@/lib/ui/shorten";
import type { TimeWords } from "@/lib/ui/time-words";
import { useTimeWords } from "@/lib/ui/use-time-words";
import type { ActProps } from "./own-bounty";

/** Sends the owner what no batch has taken, once the vault allows it; before, says when that is. */
export function RefundAct({ bounty, view, terms, address, nowMs }: ActProps) {
  const t = useTranslations("money");
  const times = useTimeWords();
  const [open, setOpen] = useState(false);
  const acts = useAct(terms, address);
  const queries = useQueryClient();
  const { refund } = view;
  const amount = `${formatAmount(refund.units, terms.token.decimals)} ${terms.token.symbol}`;
  const onConfirm = () =>
    void acts.act({
      run: async (wallet, onStep) => {
        const money = await import("@/lib/client/money-acts");
        if (refund.args) await money.refund(wallet, terms, refund.args, onStep);
      },
      after: async () => {
        await queries.invalidateQueries({ queryKey: moneyQuery(bounty.id).queryKey });
        void queries.invalidateQueries({ queryKey: meQuery().queryKey });
      },
      done: t("refundDone", { amount }),
    });
  return (
    <div className="grid content-start gap-3">
      <h3>{t("refund")}</h3>
      <Says>{wordsOf(t, times, view, amount, nowMs)}</Says>
      <div>
        <Button disabled={!refund.open} onClick={() => setOpen(true)}>
          {refund.open ? t("refundAmount", { amount }) : t("refund")}
        </Button>
      </div>
      <ActDialog
        open={open}
        onClose={() => setOpen(false)}
        title={t("refundTitle")}
        says={t.rich("refundSays", {
          amount,
          to: shorten(address ?? ""),
          strong: (words) => <strong>{words}</strong>,
          num: (words) => <span className="num whitespace-nowrap">{words}</span>,
        })}
        confirm={t("refundAmount", { amount })}
        lines={sentLines(t)}
        acts={acts}
        terms={terms}
        address={address}
        onConfirm={onConfirm}
      />
    </div>
  );
}

function wordsOf(
  t: MoneyTranslator,
  times: TimeWords,
  { refund, head }: ActProps["view"],
  amount: string,
  nowMs: number,
): string {
  if (refund.units === "0") return t("refundNone");
  if (refund.open) return t("refundOpen", { amount });
  if (refund.openFromS === null) return t("refundNothing");
  const fromMs = refund.openFromS * 1000;
  const clockMs = Math.max(nowMs, head.timestampS * 1000);
  const at = { relative: times.relative(fromMs, clockMs), exact: times.exact(fromMs) };
  return t("refundWhen", { amount, when: fromMs > clockMs ? t("whenAt", at) : t("nextBlock") });
}
