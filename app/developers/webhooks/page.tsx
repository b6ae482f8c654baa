import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { SignInFirst } from "@/app/sign-in-first";
import { Words } from "@/app/words";
import { callerOf } from "@/lib/http";
import { Link } from "@/lib/ui/link";
import { PageHead } from "@/lib/ui/page-head";
import { Webhooks } from "./webhooks";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("developers");
  return { title: t("hooks") };
}

/** Addresses of the signed-in account that are told of what happens. */
export default async function WebhooksPage() {
  const caller = await callerOf();
  const t = await getTranslations("developers");
  return (
    <Words of={["developers"]}>
      <PageHead title={t("hooks")} sub={t("hooksSub")} />
      {caller.kind === "account" ? <Webhooks /> : <SignInFirst to={t("makeAHook")} what={t("aHook")} />}
      <p className="mt-8 text-sm text-ink-3">
        {t.rich("signedAs", {
          std: (words) => (
            <Link external href="https://www.standardwebhooks.com">
              {words}
            </Link>
          ),
          link: (words) => <Link href="/developers">{words}</Link>,
        })}
      </p>
    </Words>
  );
}
