"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { toast } from "sonner";
import { Purse, WalletButton } from "@/lib/ui/account-button";
import { Menu } from "@/lib/ui/menu";
import { Money } from "@/lib/ui/money";
import { api } from "./browser-api";
import type { ChainTerms } from "./chain-terms";
import { earningsQuery } from "./queries";
import { signOut } from "./sign-in";
import { useErrorWords } from "./use-error-words";

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
  const t = useTranslations("shell");
  const say = useErrorWords();
  const faucet = async () => {
    try {
      await api.send("POST", "/api/v1/dev/faucet", { address });
      await onChange();
      toast.success(t("faucetDone"));
    } catch (error) {
      toast.error(say(error, t("faucetFailed")));
    }
  };
  const earnings = useQuery({ ...earningsQuery(address), staleTime: PURSE_MS });
  const claimable = earnings.data?.totals.claimable ?? "0";
  return (
    <>
      {claimable !== "0" && <Purse base={claimable} token={terms.token} />}
      <Menu
        trigger={<WalletButton address={address} aria-label={t("account", { address })} />}
        entries={[
          { kind: "words", key: "chain", label: t("signedInOn", { name: terms.name }) },
          ...(balanceUnits === null
            ? []
            : [
                {
                  kind: "words" as const,
                  key: "balance",
                  label: t.rich("holds", { money: () => <Money base={balanceUnits} token={terms.token} /> }),
                },
              ]),
          ...(terms.dev
            ? [
                {
                  kind: "act" as const,
                  key: "faucet",
                  label: t("faucet"),
                  onSelect: () => void faucet(),
                },
              ]
            : []),
          { kind: "rule", key: "places" },
          { kind: "link", key: "mine", label: t("myBounties"), href: "/bounties" },
          { kind: "link", key: "earnings", label: t("earnings"), href: "/earnings" },
          { kind: "link", key: "keys", label: t("apiKeys"), href: "/developers/keys" },
          { kind: "link", key: "webhooks", label: t("webhooks"), href: "/developers/webhooks" },
          { kind: "rule", key: "out-rule" },
          { kind: "act", key: "switch", label: t("switchWallet"), onSelect: onSwitch },
          { kind: "act", key: "out", label: t("signOut"), onSelect: () => void signOut(api).then(onChange) },
        ]}
      />
    </>
  );
}
