"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useRef, useState } from "react";
import { toast } from "sonner";
import { api } from "@/lib/client/browser-api";
import type { ChainTerms } from "@/lib/client/chain-terms";
import type { ElsewhereStep } from "@/lib/client/claim-elsewhere";
import { openSignIn } from "@/lib/client/open-sign-in";
import { earningsQuery } from "@/lib/client/queries";
import { WalletError } from "@/lib/client/wallet-port";
import type { ClaimView } from "@/lib/settlement/earnings";

/** How long a success stays on the screen. */
const TOLD_MS = 8_000;

type At = { readonly step: ElsewhereStep; readonly relayed: boolean };

export type Elsewhere =
  | { readonly kind: "idle" }
  | ({ readonly kind: "busy" } & At)
  | ({ readonly kind: "failed"; readonly error: Error } & At);

/** Claims to another address, by the operator or by the wallet itself. */
export function useElsewhere(terms: ChainTerms, address: string, onDone: () => void) {
  const t = useTranslations("earnings");
  const [state, setState] = useState<Elsewhere>({ kind: "idle" });
  /** What an earlier try has paid already: tried again, it is not asked for a second time. */
  const paid = useRef(new Set<string>());
  const queries = useQueryClient();

  const carryOut = async (
    relayed: boolean,
    first: ElsewhereStep,
    work: (onStep: (step: ElsewhereStep) => void) => Promise<unknown>,
  ) => {
    let step = first;
    const onStep = (next: ElsewhereStep) => {
      step = next;
      setState({ kind: "busy", step, relayed });
    };
    onStep(step);
    try {
      await work(onStep);
      toast.success(t(relayed ? "handedIn" : "claimedElsewhere"), { duration: TOLD_MS });
      onDone();
    } catch (error) {
      setState({ kind: "failed", error: error instanceof Error ? error : new Error(String(error)), step, relayed });
      if (error instanceof WalletError && error.trouble === "no-wallet") openSignIn();
    } finally {
      void queries.invalidateQueries({ queryKey: earningsQuery(address).queryKey });
    }
  };

  const start = (claims: readonly ClaimView[], to: `0x${string}`, relayed: boolean) =>
    carryOut(relayed, { kind: "permitting", n: 1, of: claims.length }, async (onStep) => {
      const [{ walletOfAccount }, ways] = await Promise.all([
        import("@/lib/client/wallet"),
        import("@/lib/client/claim-elsewhere"),
      ]);
      const parts = { api, terms, wallet: await walletOfAccount(terms, address) };
      const left = claims.filter(({ batchId }) => !paid.current.has(batchId));
      if (relayed) await ways.relayClaimsTo(parts, left, to, onStep);
      else await ways.claimTo(parts, left, to, onStep, (batchId) => paid.current.add(batchId));
    });

  const lookAgain = async () => {
    if (state.kind !== "failed" || !(state.error instanceof WalletError) || !state.error.hash) return;
    const { hash } = state.error;
    await carryOut(state.relayed, { kind: "mining", n: 1, of: 1, hash }, async () => {
      const { walletOfAccount } = await import("@/lib/client/wallet");
      await (await walletOfAccount(terms, address)).mined(hash);
    });
  };

  return { state, start, lookAgain };
}
