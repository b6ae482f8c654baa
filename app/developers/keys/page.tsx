import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { SignInFirst } from "@/app/sign-in-first";
import { Words } from "@/app/words";
import { callerOf } from "@/lib/http";
import { Link } from "@/lib/ui/link";
import { PageHead } from "@/lib/ui/page-head";
import { ApiKeys } from "./api-keys";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("developers");
  return { title: t("keys") };
}

/** Keys by which programs act for the signed-in account. */
export default async function KeysPage() {
  const caller = await callerOf();
  const t = await getTranslations("developers");
  return (
    <Words of={["developers"]}>
      <PageHead title={t("keys")} sub={t("keysSub")} />
      {caller.kind === "account" ? <ApiKeys nowMs={Date.now()} /> : <SignInFirst to={t("makeAKey")} what={t("aKey")} />}
      <p className="mt-8 text-sm text-ink-3">
        {t.rich("whatToCall", { link: (words) => <Link href="/developers">{words}</Link> })}
      </p>
    </Words>
  );
}
