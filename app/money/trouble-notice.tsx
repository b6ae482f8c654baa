"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { api } from "@/lib/client/browser-api";
import type { ChainTerms } from "@/lib/client/chain-terms";
import { openSignIn } from "@/lib/client/open-sign-in";
import { useErrorWords } from "@/lib/client/use-error-words";
import { WalletError } from "@/lib/client/wallet-port";
import { wayOut } from "@/lib/client/way-out";
import { Button } from "@/lib/ui/button";
import { Hash } from "@/lib/ui/hash";
import { Notice } from "@/lib/ui/notice";

type Props = {
  readonly error: Error;
  readonly terms: ChainTerms;
  readonly address: string | null;
  onAgain(): void;
  /** Waits on for the transaction that was sent already; without it the way out is to try again. */
  onLook?: (() => void) | undefined;
};

/** What went wrong, what is safe, and the one button that leads out of it. */
export function TroubleNotice({ error, terms, address, onAgain, onLook }: Props) {
  const t = useTranslations("money");
  const say = useErrorWords();
  const [giving, setGiving] = useState(false);
  const [given, setGiven] = useState<string>();
  const queries = useQueryClient();
  const trouble = error instanceof WalletError ? error.trouble : undefined;
  const hash = error instanceof WalletError ? error.hash : undefined;
  const way = wayOut(trouble, terms);
  const faucet = async () => {
    setGiving(true);
    try {
      await api.send("POST", "/api/v1/dev/faucet", { address });
      await queries.invalidateQueries();
      setGiven(t("faucetGave"));
    } catch (problem) {
      setGiven(say(problem, t("faucetFailed")));
    } finally {
      setGiving(false);
    }
  };
  const press = { again: onAgain, look: onLook ?? onAgain, connect: openSignIn, faucet: () => void faucet() };
  const gave = given !== undefined;
  return (
    <Notice
      kind="fail"
      urgent
      title={say(error)}
      actions={
        <Button icon="retry" busy={giving} onClick={gave ? onAgain : press[way.act]}>
          {t(gave ? "way-again" : `way-${way.words}`)}
        </Button>
      }
    >
      {given}
      {hash !== undefined && t.rich("txIs", { hash: () => <Hash hash={hash} what={t("transactionWhat")} /> })}
    </Notice>
  );
}
