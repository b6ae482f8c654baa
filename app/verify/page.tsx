import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { Words } from "@/app/words";
import { chainTerms } from "@/lib/server";
import { PageHead } from "@/lib/ui/page-head";
import { VerifyStart } from "./verify-start";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("verify");
  return { title: t("verify"), description: t("description") };
}

export const dynamic = "force-dynamic";

/** Where a verification begins: a batch of this server, or an evidence file of one’s own. */
export default async function VerifyPage() {
  const t = await getTranslations("verify");
  return (
    <div className="mx-auto max-w-[60rem]">
      <PageHead title={t("title")} sub={t("sub")} />
      <Words of={["verify"]}>
        <VerifyStart terms={await chainTerms()} />
      </Words>
    </div>
  );
}
