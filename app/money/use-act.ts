"use client";

import { useState } from "react";
import { toast } from "sonner";
import type { ChainTerms } from "@/lib/client/chain-terms";
import type { ActStep, OnStep } from "@/lib/client/money-acts";
import { openSignIn } from "@/lib/client/open-sign-in";
import { type Wallet, WalletError } from "@/lib/client/wallet-port";

/** Something that a wallet does, from the press of its button to its block. */
export type Acting =
  | { readonly kind: "idle" }
  | { readonly kind: "busy"; readonly step: ActStep }
  | { readonly kind: "done" }
  | { readonly kind: "failed"; readonly error: Error; readonly step: ActStep };

export type Act = {
  /** What the wallet shall do. */
  run(wallet: Wallet, onStep: OnStep): Promise<unknown>;
  /** After it, and after a transaction that was given up on has turned up all the same. */
  after?(): Promise<unknown> | undefined;
  /** What came of it, in a sentence. */
  readonly done: string;
};

/** How long a success stays on the screen. */
const TOLD_MS = 8_000;

/**
 * Acts with the wallet of `address`. A transaction that is on its way when we lose patience is never sent again:
 * `lookAgain` waits for that very one.
 */
export function useAct(terms: ChainTerms, address: string | null) {
  const [acting, setActing] = useState<Acting>({ kind: "idle" });
  const [last, setLast] = useState<Act>();

  const carryOut = async (act: Act, work: (wallet: Wallet, onStep: OnStep) => Promise<unknown>) => {
    let step: ActStep = { kind: "checking" };
    const onStep = (next: ActStep) => {
      step = next;
      setActing({ kind: "busy", step });
    };
    onStep(step);
    setLast(act);
    try {
      if (address === null) throw new WalletError("no-wallet");
      const { walletOfAccount } = await import("@/lib/client/wallet");
      await work(await walletOfAccount(terms, address), onStep);
      // Said outside of the page's own parts: what can be done no more is gone from the page, and its dialog with it.
      toast.success(act.done, { duration: TOLD_MS });
      setActing({ kind: "done" });
    } catch (error) {
      setActing({ kind: "failed", error: error instanceof Error ? error : new Error(String(error)), step });
      if (error instanceof WalletError && error.trouble === "no-wallet") openSignIn();
    } finally {
      await act.after?.();
    }
  };

  return {
    acting,
    act: (act: Act) => carryOut(act, act.run),
    reset: () => setActing({ kind: "idle" }),
    lookAgain: async () => {
      if (acting.kind !== "failed" || !last || !(acting.error instanceof WalletError)) return;
      const { hash } = acting.error;
      const { step } = acting;
      if (!hash) return;
      await carryOut(last, async (wallet, onStep) => {
        onStep({ kind: "mining", hash });
        await wallet.mined(hash);
        // It was only the approval: what it was for has not been sent.
        if (step.kind === "approving") await last.run(wallet, onStep);
      });
    },
    again: async () => {
      if (last) await carryOut(last, last.run);
    },
  };
}

export type Acts = ReturnType<typeof useAct>;
