"use client";

import { useQuery } from "@tanstack/react-query";
import { toast } from "sonner";
import { Purse, WalletButton } from "@/lib/ui/account-button";
import { Menu } from "@/lib/ui/menu";
import { Money } from "@/lib/ui/money";
import { api } from "./browser-api";
import type { ChainTerms } from "./chain-terms";
import { earningsQuery } from "./queries";
import { signOut } from "./sign-in";

/** How old the claimable amount in the header may be. */
const PURSE_MS = 30_000;

type SignedInProps = {
  readonly address: `0x${string}`;
  readonly balanceUnits: string | null;
  readonly terms: ChainTerms;
  onSwitch(): void;
  onChange(): Promise<void>;
};

/** What can be claimed, and the wallet with its menu. */
export default function SignedIn({ address, balanceUnits, terms, onSwitch, onChange }: SignedInProps) {
  const earnings = useQuery({ ...earningsQuery(address), staleTime: PURSE_MS });
  const claimable = earnings.data?.totals.claimable ?? "0";
  return (
    <>
      {claimable !== "0" && <Purse base={claimable} token={terms.token} />}
      <Menu
        trigger={<WalletButton address={address} aria-label={`Account ${address}`} />}
        entries={[
          { kind: "words", key: "chain", label: `Signed in on ${terms.name}` },
          ...(balanceUnits === null
            ? []
            : [
                {
                  kind: "words" as const,
                  key: "balance",
                  label: (
                    <>
                      Holds <Money base={balanceUnits} token={terms.token} />
                    </>
                  ),
                },
              ]),
          ...(terms.dev
            ? [
                {
                  kind: "act" as const,
                  key: "faucet",
                  label: "Get 1,000 test tokens",
                  onSelect: () => void faucet(address, onChange),
                },
              ]
            : []),
          { kind: "rule", key: "places" },
          { kind: "link", key: "mine", label: "My bounties", href: "/bounties" },
          { kind: "link", key: "earnings", label: "Earnings", href: "/earnings" },
          { kind: "link", key: "keys", label: "API keys", href: "/developers/keys" },
          { kind: "link", key: "webhooks", label: "Webhooks", href: "/developers/webhooks" },
          { kind: "rule", key: "out-rule" },
          { kind: "act", key: "switch", label: "Use another wallet", onSelect: onSwitch },
          { kind: "act", key: "out", label: "Sign out", onSelect: () => void signOut(api).then(onChange) },
        ]}
      />
    </>
  );
}

async function faucet(address: string, refresh: () => Promise<void>): Promise<void> {
  try {
    await api.send("POST", "/api/v1/dev/faucet", { address });
    await refresh();
    toast.success("1,000 test tokens and some gas have arrived.");
  } catch (error) {
    toast.error(error instanceof Error ? error.message : "The faucet gave nothing.");
  }
}
