"use client";

import { useTranslations } from "next-intl";
import { openSignIn } from "@/lib/client/open-sign-in";
import { Button } from "@/lib/ui/button";
import { ButtonLink } from "@/lib/ui/button-link";
import { EmptyState } from "@/lib/ui/empty-state";
import { PageHead } from "@/lib/ui/page-head";

type Props = { readonly bountyId: string; readonly signedIn: boolean };

/** A stranger’s view: answers and annotators are the owner’s to see until the bounty is settled. */
export function OwnersOnly({ bountyId, signedIn }: Props) {
  const t = useTranslations("quality");
  return (
    <>
      <PageHead title={t("title")} crumbs={[{ label: t("theBounty"), href: `/bounties/${bountyId}` }]} />
      <EmptyState
        wholePage
        title={t("ownersOnly")}
        action={
          <span className="flex flex-wrap gap-2">
            <Button kind="ink" onClick={openSignIn}>
              {t(signedIn ? "otherWallet" : "signIn")}
            </Button>
            <ButtonLink href={`/bounties/${bountyId}`}>{t("theBounty")}</ButtonLink>
          </span>
        }
      >
        {t(signedIn ? "notYours" : "ifYours")}
      </EmptyState>
    </>
  );
}
