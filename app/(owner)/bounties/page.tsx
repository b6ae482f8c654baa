import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { SignInFirst } from "@/app/sign-in-first";
import type { BountySummary } from "@/lib/bounties/bounty-view";
import { callerOf } from "@/lib/http";
import { chainTerms, server } from "@/lib/server";
import { ButtonLink } from "@/lib/ui/button-link";
import { EmptyState } from "@/lib/ui/empty-state";
import { PageHead } from "@/lib/ui/page-head";
import { OwnBounties } from "./own-bounties";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("owner");
  return { title: t("myBounties") };
}

/** The caller's bounties by what they wait for, each with its next act. */
export default async function OwnBountiesPage() {
  const caller = await callerOf();
  const t = await getTranslations("owner");
  if (caller.kind !== "account") {
    return (
      <>
        <PageHead title={t("myBounties")} />
        <SignInFirst to={t("seeBounties")} what={t("aBounty")} />
      </>
    );
  }
  const { bounties } = await server();
  const { token } = await chainTerms();
  const own: BountySummary[] = [];
  for (let after: string | null = ""; after !== null; ) {
    const page = await bounties.list(caller, { state: "mine", sort: "new", after });
    own.push(...page.bounties);
    after = page.next;
  }
  const post = (
    <ButtonLink href="/bounties/new" kind="ink" icon="plus">
      {t("post")}
    </ButtonLink>
  );
  return (
    <>
      <PageHead title={t("myBounties")} {...(own.length > 0 && { actions: post })} />
      {own.length === 0 ? (
        <EmptyState wholePage title={t("noneTitle")} action={post}>
          {t("noneWords")}
        </EmptyState>
      ) : (
        <OwnBounties bounties={own} token={token} nowMs={Date.now()} />
      )}
    </>
  );
}
