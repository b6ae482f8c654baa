"use client";

import { useTranslations } from "next-intl";
import { useCallback, useEffect, useState } from "react";
import { Button } from "@/lib/ui/button";
import { Dialog } from "@/lib/ui/dialog";
import { Notice } from "@/lib/ui/notice";
import { Tag } from "@/lib/ui/tag";
import { api } from "./browser-api";
import type { ChainTerms } from "./chain-terms";
import { signIn } from "./sign-in";
import { useErrorWords } from "./use-error-words";
import { connectWallet, type WalletChoice, walletChoices, watchWallets } from "./wallet";

type Props = {
  readonly terms: ChainTerms;
  onClose(): void;
  onSignedIn(): Promise<void>;
};

/** Chooses a wallet, connects it on the right chain, and signs in with one signature. */
export default function WalletDialog({ terms, onClose, onSignedIn }: Props) {
  const t = useTranslations("shell");
  const say = useErrorWords();
  const [choices, setChoices] = useState<readonly WalletChoice[]>(() => walletChoices(terms));
  const [busy, setBusy] = useState<string>();
  const [error, setError] = useState<string>();
  useEffect(() => watchWallets(terms, () => setChoices(walletChoices(terms))), [terms]);

  const choose = useCallback(
    async (choice: WalletChoice) => {
      setBusy(choice.id);
      setError(undefined);
      try {
        const wallet = await connectWallet(terms, choice.id);
        if (choice.demo) await fillDemoWallet(wallet.address);
        await signIn(api, wallet);
        await onSignedIn();
        onClose();
      } catch (problem) {
        setError(say(problem, t("signInFailed")));
        setBusy(undefined);
      }
    },
    [terms, onClose, onSignedIn, t, say],
  );

  const real = choices.filter(({ demo }) => !demo);
  const demo = choices.filter((choice) => choice.demo);
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()} title={t("signInWallet")} says={t("signInSays")}>
      <div className="grid gap-2">
        {error && (
          <Notice kind="fail" title={error} urgent>
            {t("notSignedIn")}
          </Notice>
        )}
        {real.map((choice) => (
          <WalletButton
            key={choice.id}
            choice={choice}
            busy={busy === choice.id}
            idle={busy === undefined}
            onChoose={choose}
          />
        ))}
        {real.length === 0 && (
          <p className="text-ink-3">
            {t("noWallet")} {t(terms.dev ? "noWalletDev" : "noWalletInstall")}
          </p>
        )}
        {demo.length > 0 && (
          <>
            <p className="mt-2 text-sm text-ink-3">{t("demoWords")}</p>
            {demo.map((choice) => (
              <WalletButton
                key={choice.id}
                choice={choice}
                busy={busy === choice.id}
                idle={busy === undefined}
                onChoose={choose}
              />
            ))}
          </>
        )}
      </div>
    </Dialog>
  );
}

type ButtonProps = {
  readonly choice: WalletChoice;
  readonly busy: boolean;
  readonly idle: boolean;
  onChoose(choice: WalletChoice): Promise<void>;
};

function WalletButton({ choice, busy, idle, onChoose }: ButtonProps) {
  const t = useTranslations("shell");
  return (
    <Button
      wide
      size="large"
      busy={busy}
      busyLabel={t("lookAtWallet")}
      disabled={!idle && !busy}
      onClick={() => void onChoose(choice)}
    >
      {choice.icon && <img src={choice.icon} alt="" width={18} height={18} />}
      {choice.name}
      {choice.demo && <Tag>{t("demo")}</Tag>}
    </Button>
  );
}

/** A demo wallet starts with gas and test tokens, so that every button works at once. */
async function fillDemoWallet(address: string): Promise<void> {
  await api.send("POST", "/api/v1/dev/faucet", { address, once: true });
}
