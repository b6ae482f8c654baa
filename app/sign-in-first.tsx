"use client";

import { useTranslations } from "next-intl";
import { openSignIn } from "@/lib/client/open-sign-in";
import { useHydrated } from "@/lib/client/use-hydrated";
import { Button } from "@/lib/ui/button";
import { EmptyState } from "@/lib/ui/empty-state";

/** In place of what only its owner may see: `to` says what signing in is for, `what` belongs to a wallet. */
export function SignInFirst({ to, what }: { readonly to: string; readonly what: string }) {
  const t = useTranslations("shell");
  return (
    <EmptyState
      wholePage
      title={t("signInTo", { to })}
      action={
        <Button kind="ink" onClick={openSignIn} disabled={!useHydrated()}>
          {t("signInWallet")}
        </Button>
      }
    >
      {t("signInToSays", { what })}
    </EmptyState>
  );
}
