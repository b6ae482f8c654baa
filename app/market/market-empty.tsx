import { useTranslations } from "next-intl";
import { ButtonLink } from "@/lib/ui/button-link";
import { EmptyState } from "@/lib/ui/empty-state";
import type { MarketSearch } from "./market-query";

/** No row to show: nothing is open, or nothing fits. */
export function MarketEmpty({ search, total }: { readonly search: MarketSearch; readonly total: number }) {
  const t = useTranslations("market");
  if (total === 0) {
    return (
      <EmptyState
        title={t("noneTitle")}
        action={
          <ButtonLink href="/bounties/new" kind="ink">
            {t("post")}
          </ButtonLink>
        }
      >
        {t("noneWords")}
      </EmptyState>
    );
  }
  return (
    <EmptyState title={t("noFitTitle")} action={<ButtonLink href="/">{t("showAll", { total })}</ButtonLink>}>
      {search.q ? t("noFitSearch", { q: search.q }) : t("noFitKind")}
    </EmptyState>
  );
}
