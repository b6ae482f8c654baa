import { useTranslations } from "next-intl";
import { ButtonLink } from "@/lib/ui/button-link";
import { PageHead } from "@/lib/ui/page-head";

/** No such bounty, or one that its owner alone may see. */
export default function NoSuchBounty() {
  const t = useTranslations("bounty");
  return (
    <>
      <PageHead title={t("notFoundTitle")} crumbs={[{ label: t("market"), href: "/" }]} />
      <p className="max-w-[62ch] text-md text-ink-2">{t("notFoundWords")}</p>
      <p className="mt-6 flex flex-wrap gap-2">
        <ButtonLink href="/bounties">{t("myBounties")}</ButtonLink>
        <ButtonLink href="/" kind="ink">
          {t("toMarket")}
        </ButtonLink>
      </p>
    </>
  );
}
