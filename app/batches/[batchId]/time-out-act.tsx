"use client";

import { useState } from "react";
import { ActDialog } from "@/app/money/act-dialog";
import { SENT } from "@/app/money/act-steps";
import { useAct } from "@/app/money/use-act";
import { Button } from "@/lib/ui/button";
import type { QuarrelProps } from "./quarrel-props";

/** The judges let their time pass: anybody may end the dispute. */
export function TimeOutAct({ dispute, terms, address, onChange }: QuarrelProps) {
  const [open, setOpen] = useState(false);
  const acts = useAct(terms, address);
  const onConfirm = () =>
    void acts.act({
      run: async (wallet, onStep) => {
        const money = await import("@/lib/client/money-acts");
        await money.timeOut(wallet, terms, dispute.batchKey, onStep);
      },
      after: onChange,
      done: "The dispute is over: the batch is void.",
    });
  return (
    <div>
      <Button kind="ink" onClick={() => setOpen(true)}>
        End it: the judges are silent
      </Button>
      <ActDialog
        open={open}
        onClose={() => setOpen(false)}
        title="End this dispute?"
        says="The batch becomes void and its money goes back to the escrow; the challenger gets the bond back. You pay the gas, no tokens of yours move."
        confirm="End it"
        kind="ink"
        lines={SENT}
        acts={acts}
        terms={terms}
        address={address}
        onConfirm={onConfirm}
      />
    </div>
  );
}
