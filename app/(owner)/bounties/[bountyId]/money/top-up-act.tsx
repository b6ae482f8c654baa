"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { ActDialog } from "@/app/money/act-dialog";
import type { ActLine } from "@/app/money/act-steps";
import { useAct } from "@/app/money/use-act";
import type { FundStep } from "@/lib/client/fund-bounty";
import type { ActStep } from "@/lib/client/money-acts";
import { meQuery, moneyQuery } from "@/lib/client/queries";
import { AmountInput } from "@/lib/ui/amount-input";
import { Button } from "@/lib/ui/button";
import { formatAmount } from "@/lib/ui/format-amount";
import { parseAmount } from "@/lib/ui/parse-amount";
import { Says } from "@/lib/ui/says";
import { shorten } from "@/lib/ui/shorten";
import { useTimeWords } from "@/lib/ui/use-time-words";
import type { ActProps } from "./own-bounty";

/** The steps of a funding, in the words of an act. */
const STEPS = {
  checking: "checking",
  permit: "approving",
  approving: "approving",
  funding: "signing",
} as const satisfies Record<Exclude<FundStep, "mining">, ActStep["kind"]>;

/** Locks more money for the bounty. */
export function TopUpAct({ bounty, view, terms, address, nowMs }: ActProps) {
  const t = useTranslations("money");
  const times = useTimeWords();
  const [open, setOpen] = useState(false);
  const [text, setText] = useState("");
  const [asked, setAsked] = useState(false);
  const acts = useAct(terms, address);
  const queries = useQueryClient();
  const { symbol, decimals, permit } = terms.token;
  const parsed = parseAmount(text, decimals);
  const units = parsed.kind === "amount" && parsed.base > 0n ? parsed.base : undefined;
  const reason = parsed.kind === "refused" ? parsed.reason : t("aboveZero");
  const amount = units === undefined ? symbol : `${formatAmount(units, decimals)} ${symbol}`;
  const deadlineS = view.deadlineS ?? 0;
  const over = deadlineS <= Math.max(view.head.timestampS, Math.floor(nowMs / 1000));

  const topUp = async () => {
    setAsked(true);
    const { args } = view.refund;
    if (units === undefined || !args) return;
    await acts.act({
      run: async (wallet, onStep) => {
        const { fundBounty } = await import("@/lib/client/fund-bounty");
        const order = { ...args, manifestHash: args.manifestHash as `0x${string}`, amountUnits: units, deadlineS };
        await fundBounty(wallet, terms, order, (step, hash) => {
          if (step !== "mining") onStep({ kind: STEPS[step] });
          else if (hash) onStep({ kind: "mining", hash });
        });
      },
      after: async () => {
        await queries.invalidateQueries({ queryKey: moneyQuery(bounty.id).queryKey });
        void queries.invalidateQueries({ queryKey: meQuery().queryKey });
      },
      done: t("topUpDone", { amount }),
    });
  };
  const lines: readonly ActLine[] = [
    { label: t("lookBalance"), kinds: ["checking"], note: t("noGas") },
    {
      label: t(permit ? "signPermit" : "letVault"),
      kinds: ["approving"],
      note: t(permit ? "noGas" : "oneTx"),
    },
    { label: t("confirmWallet"), kinds: ["signing"] },
    { label: t("waitBlock"), kinds: ["mining"] },
  ];
  return (
    <div className="grid content-start gap-3">
      <h3>{t("topUp")}</h3>
      <Says>{over ? t("topUpOver") : t("topUpSays", { date: times.date(deadlineS * 1000) })}</Says>
      <div>
        <Button disabled={over} onClick={() => setOpen(true)}>
          {t("topUp")}
        </Button>
      </div>
      <ActDialog
        open={open}
        onClose={() => {
          setOpen(false);
          setText("");
          setAsked(false);
        }}
        title={t("topUpTitle")}
        says={t.rich("topUpMoves", {
          amount,
          from: shorten(address ?? ""),
          vault: shorten(terms.vault),
          strong: (words) => <strong>{words}</strong>,
          num: (words) => <span className="num whitespace-nowrap">{words}</span>,
        })}
        confirm={units === undefined ? t("topUp") : t("topUpBy", { amount })}
        lines={lines}
        acts={acts}
        terms={terms}
        address={address}
        onConfirm={() => void topUp()}
      >
        <AmountInput
          label={t("amount")}
          unit={symbol}
          value={text}
          disabled={acts.acting.kind === "busy"}
          error={asked && units === undefined ? reason : undefined}
          onChange={(event) => setText(event.target.value)}
        />
      </ActDialog>
    </div>
  );
}
