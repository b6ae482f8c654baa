"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { ActDialog } from "@/app/money/act-dialog";
import { SENT } from "@/app/money/act-steps";
import { useAct } from "@/app/money/use-act";
import { meQuery, moneyQuery } from "@/lib/client/queries";
import { Button } from "@/lib/ui/button";
import { formatAmount } from "@/lib/ui/format-amount";
import { exactTime, relativeTime } from "@/lib/ui/format-time";
import { Says } from "@/lib/ui/says";
import { shorten } from "@/lib/ui/shorten";
import type { ActProps } from "./own-bounty";

/** Sends the owner what no batch has taken, once the vault allows it; before, says when that is. */
export function RefundAct({ bounty, view, terms, address, nowMs }: ActProps) {
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
      done: `${amount} are back in your wallet.`,
    });
  return (
    <div className="grid content-start gap-3">
      <h3>Refund</h3>
      <Says>{wordsOf(view, amount, nowMs)}</Says>
      <div>
        <Button disabled={!refund.open} onClick={() => setOpen(true)}>
          {refund.open ? `Refund ${amount}` : "Refund"}
        </Button>
      </div>
      <ActDialog
        open={open}
        onClose={() => setOpen(false)}
        title="Take back what is left?"
        says={
          <>
            Sends <strong>{amount}</strong> from the vault to{" "}
            <span className="num whitespace-nowrap">{shorten(address ?? "")}</span>. What batches have reserved stays
            where it is: annotators keep what they earned.
          </>
        }
        confirm={`Refund ${amount}`}
        lines={SENT}
        acts={acts}
        terms={terms}
        address={address}
        onConfirm={onConfirm}
      />
    </div>
  );
}

function wordsOf({ refund, head }: ActProps["view"], amount: string, nowMs: number): string {
  if (refund.units === "0") return "There is nothing to take back: batches have all of it, or it is with you already.";
  if (refund.open) return `${amount} are free: no batch has taken them, and the deadline and its grace are over.`;
  if (refund.openFromS === null) return "Nothing is locked yet.";
  const fromMs = refund.openFromS * 1000;
  const clockMs = Math.max(nowMs, head.timestampS * 1000);
  const when = fromMs > clockMs ? `${relativeTime(fromMs, clockMs)}, at ${exactTime(fromMs)}` : "with the next block";
  return `${amount} are free. They can come back to you ${when}: the deadline first, then the grace in which batches may still be posted.`;
}
