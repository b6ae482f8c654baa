import { useTranslations } from "next-intl";
import { ButtonLink } from "@/lib/ui/button-link";
import { PageHead } from "@/lib/ui/page-head";

export default function NotFound() {
  const t = useTranslations("shell");
  return (
    <>
      <PageHead title={t("notFoundTitle")} />
      <p className="max-w-[62ch] text-md text-ink-2">{t("notFoundWords")}</p>
      <p className="mt-6">
        <ButtonLink href="/" kind="ink">
          {t("toMarket")}
        </ButtonLink>
      </p>
    </>
  );
}
