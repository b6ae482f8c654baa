import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { Words } from "@/app/words";
import { callerOf } from "@/lib/http";
import { chainTerms, server } from "@/lib/server";
import { Earnings } from "./earnings";
import { SignedOut } from "./newcomer";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("earnings");
  return { title: t("title") };
}

/** What the signed-in annotator earned, why, and the one button that claims it. */
export default async function EarningsPage() {
  const caller = await callerOf();
  if (caller.kind !== "account")
    return (
      <Words of={["earnings"]}>
        <SignedOut />
      </Words>
    );
  const { settlement } = await server();
  const [first, terms] = await Promise.all([settlement.earnings(caller), chainTerms()]);
  return (
    <Words of={["earnings"]}>
      <Earnings key={caller.address} first={first} address={caller.address} terms={terms} nowMs={Date.now()} />
    </Words>
  );
}
