"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { lazy, Suspense, useEffect, useRef, useState, useTransition } from "react";
import { WalletButton } from "@/lib/ui/account-button";
import { Button } from "@/lib/ui/button";
import { OPEN_SIGN_IN, wasAskedFor } from "./open-sign-in";
import { chainQuery, meQuery } from "./queries";

const WalletDialog = lazy(() => import("./wallet-dialog"));
const SignedIn = lazy(() => import("./signed-in"));

/** Top right of every page: balance and address of who is signed in, or the way in. The wallet code loads on demand. */
export function AccountMenu() {
  const t = useTranslations("shell");
  const me = useQuery(meQuery());
  const chain = useQuery(chainQuery());
  const [open, setOpen] = useState(false);
  const queries = useQueryClient();
  const router = useRouter();

  useEffect(() => {
    const onOpen = (event: Event) => {
      event.preventDefault();
      setOpen(true);
    };
    if (wasAskedFor()) setOpen(true);
    window.addEventListener(OPEN_SIGN_IN, onOpen);
    return () => window.removeEventListener(OPEN_SIGN_IN, onOpen);
  }, []);

  const [isRedrawing, startRedrawing] = useTransition();
  const redrawn = useRef<() => void>(undefined);
  useEffect(() => {
    if (!isRedrawing) redrawn.current?.();
  }, [isRedrawing]);
  /** Until the page knows who is signed in: before, its buttons are those of a stranger. */
  const refresh = async () => {
    await queries.invalidateQueries();
    await new Promise<void>((done) => {
      redrawn.current = done;
      startRedrawing(() => router.refresh());
    });
  };
  const account = me.data?.account;
  return (
    <>
      {account && chain.data ? (
        <Suspense
          fallback={
            <WalletButton address={account.address} aria-label={t("account", { address: account.address })} disabled />
          }
        >
          <SignedIn
            address={account.address}
            balanceUnits={me.data?.balanceUnits ?? null}
            terms={chain.data}
            onSwitch={() => setOpen(true)}
            onChange={refresh}
          />
        </Suspense>
      ) : (
        <Button kind="ink" busy={me.isPending} onClick={() => setOpen(true)} disabled={!chain.data}>
          {t("signIn")}
        </Button>
      )}
      {open && chain.data && (
        <Suspense fallback={null}>
          <WalletDialog terms={chain.data} onClose={() => setOpen(false)} onSignedIn={refresh} />
        </Suspense>
      )}
    </>
  );
}
