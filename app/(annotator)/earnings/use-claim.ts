"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { api } from "@/lib/client/browser-api";
import type { ChainTerms } from "@/lib/client/chain-terms";
import type { ClaimStep } from "@/lib/client/claim-payouts";
import { openSignIn } from "@/lib/client/open-sign-in";
import { earningsQuery, meQuery } from "@/lib/client/queries";
import { WalletError } from "@/lib/client/wallet-port";
import type { ClaimView } from "@/lib/settlement/earnings";

/** A claim from the press to the block. `units` is what it is about, base units. */
export type Claiming =
  | { readonly kind: "idle" }
  | { readonly kind: "busy"; readonly step: ClaimStep; readonly units: bigint }
  | { readonly kind: "done"; readonly units: bigint; readonly hashes: readonly `0x${string}`[] }
  | { readonly kind: "failed"; readonly error: Error; readonly step: ClaimStep; readonly units: bigint };

/**
 * Claims with the wallet of `address`. `claimed` are the batches whose payment is in a block, though the server may not
 * have seen it yet: they are not offered a second time.
 */
export function useClaim(terms: ChainTerms, address: string) {
  const [claiming, setClaiming] = useState<Claiming>({ kind: "idle" });
  const [claimed, setClaimed] = useState<ReadonlySet<string>>(new Set());
  const queries = useQueryClient();

  const claim = async (claims: readonly ClaimView[]) => {
    const units = sumOf(claims);
    let step: ClaimStep = { kind: "proofs" };
    const onStep = (next: ClaimStep) => {
      step = next;
      setClaiming({ kind: "busy", step, units });
    };
    onStep(step);
    try {
      const [{ walletOfAccount }, { claimPayouts }] = await Promise.all([
        import("@/lib/client/wallet"),
        import("@/lib/client/claim-payouts"),
      ]);
      const wallet = await walletOfAccount(terms, address);
      const hashes = await claimPayouts(api, wallet, terms, onStep);
      setClaimed((before) => new Set([...before, ...claims.map(({ batchId }) => batchId)]));
      setClaiming({ kind: "done", units, hashes });
    } catch (error) {
      setClaiming({ kind: "failed", error: error instanceof Error ? error : new Error(String(error)), step, units });
      if (error instanceof WalletError && error.trouble === "no-wallet") openSignIn();
    } finally {
      void queries.invalidateQueries({ queryKey: earningsQuery(address).queryKey });
      void queries.invalidateQueries({ queryKey: meQuery().queryKey });
    }
  };
  /** Waits on for a claim's transaction that took too long; a second one would find nothing left. */
  const lookAgain = async (hash: `0x${string}`, claims: readonly ClaimView[]) => {
    const units = sumOf(claims);
    const step: ClaimStep = { kind: "mining", tx: 1, of: 1, hash };
    setClaiming({ kind: "busy", step, units });
    try {
      const { walletOfAccount } = await import("@/lib/client/wallet");
      await (await walletOfAccount(terms, address)).mined(hash);
      setClaiming({ kind: "done", units, hashes: [hash] });
    } catch (error) {
      setClaiming({ kind: "failed", error: error instanceof Error ? error : new Error(String(error)), step, units });
    } finally {
      void queries.invalidateQueries({ queryKey: earningsQuery(address).queryKey });
    }
  };
  return { claiming, claimed, claim, lookAgain };
}

export const sumOf = (claims: readonly ClaimView[]): bigint =>
  claims.reduce((sum, { amountUnits }) => sum + BigInt(amountUnits), 0n);
