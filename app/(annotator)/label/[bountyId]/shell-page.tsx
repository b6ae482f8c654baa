import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { PageFrame } from "@/app/site-frame";
import { PageHead } from "@/lib/ui/page-head";

type Props = { readonly title: string; readonly bountyId: string; readonly children: ReactNode };

/** The ordinary frame for what comes before and after the bench, which itself takes the whole screen. */
export function ShellPage({ title, bountyId, children }: Props) {
  const t = useTranslations("bench");
  return (
    <PageFrame path="/label">
      <PageHead
        title={title}
        crumbs={[
          { label: t("crumbMarket"), href: "/" },
          { label: t("crumbBounty"), href: `/bounties/${bountyId}` },
        ]}
      />
      {children}
    </PageFrame>
  );
}
