"use client";

import { useState } from "react";
import { ActDialog } from "@/app/money/act-dialog";
import { SENT } from "@/app/money/act-steps";
import { useAct } from "@/app/money/use-act";
import { Button } from "@/lib/ui/button";
import { formatAmount } from "@/lib/ui/format-amount";
import { Notice } from "@/lib/ui/notice";
import { etherWords } from "./ether-words";
import type { QuarrelProps } from "./quarrel-props";

/** What rulings gave the reader: it is credited, and waits until it is taken out. */
export function CreditAct({ dispute: { credit }, terms, address, onChange }: QuarrelProps) {
  const [open, setOpen] = useState(false);
  const acts = useAct(terms, address);
  const parts = [
    ...(credit.bondUnits === "0"
      ? []
      : [`${formatAmount(credit.bondUnits, terms.token.decimals)} ${terms.token.symbol}`]),
    ...(credit.stakeWei === "0" ? [] : [etherWords(credit.stakeWei)]),
  ];
  const amount = parts.join(" and ");
  const onConfirm = () =>
    void acts.act({
      run: async (wallet, onStep) => {
        const money = await import("@/lib/client/money-acts");
        await money.withdrawCredit(wallet, terms, credit, onStep);
      },
      after: onChange,
      done: "It is in your wallet.",
    });
  if (parts.length === 0 && !open) return null;
  return (
    <Notice
      kind="gold"
      title={`${amount || "Nothing more"} for you from rulings`}
      actions={<Button onClick={() => setOpen(true)}>Take it out</Button>}
    >
      Bonds and parts of slashed stakes are credited, so that no wallet can hold up a ruling. They wait for you without
      end.
      <ActDialog
        open={open}
        onClose={() => setOpen(false)}
        title="Take out what rulings gave you?"
        says={`Sends ${amount} to your wallet, in ${parts.length === 1 ? "one transaction" : "two transactions"}.`}
        confirm={`Take out ${amount}`}
        lines={SENT}
        acts={acts}
        terms={terms}
        address={address}
        onConfirm={onConfirm}
      />
    </Notice>
  );
}
