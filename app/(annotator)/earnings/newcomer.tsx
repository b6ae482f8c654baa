"use client";

import { useTranslations } from "next-intl";
import { openSignIn } from "@/lib/client/open-sign-in";
import { useHydrated } from "@/lib/client/use-hydrated";
import { Button } from "@/lib/ui/button";
import { ButtonLink } from "@/lib/ui/button-link";
import { EmptyState } from "@/lib/ui/empty-state";
import { PageHead } from "@/lib/ui/page-head";

/** Nobody is signed in: earnings belong to a wallet. */
export function SignedOut() {
  const t = useTranslations("earnings");
  return (
    <>
      <PageHead title={t("title")} />
      <EmptyState
        wholePage
        title={t("signedOutTitle")}
        action={
          <Button kind="ink" onClick={openSignIn} disabled={!useHydrated()}>
            {t("signIn")}
          </Button>
        }
      >
        {t("signedOutWords")}
      </EmptyState>
    </>
  );
}

/** Signed in, and no answer given yet. */
export function NothingEarned() {
  const t = useTranslations("earnings");
  return (
    <EmptyState
      wholePage
      title={t("nothingTitle")}
      action={
        <ButtonLink kind="ink" href="/">
          {t("find")}
        </ButtonLink>
      }
    >
      {t("nothingWords")}
    </EmptyState>
  );
}
