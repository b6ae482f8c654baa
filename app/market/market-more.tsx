import { useTranslations } from "next-intl";
import { ButtonLink } from "@/lib/ui/button-link";
import { formatCount } from "@/lib/ui/format-number";
import { type MarketSearch, moreHref, PAGE } from "./market-query";

/** Under the list: the rows not shown yet, and what two of the columns mean. */
export function MarketMore({ search, left }: { readonly search: MarketSearch; readonly left: number }) {
  const t = useTranslations("market");
  return (
    <div className="mt-4 flex flex-wrap items-center gap-x-4 gap-y-2">
      {left > 0 && (
        <ButtonLink href={moreHref(search)}>{t("showMore", { count: formatCount(Math.min(left, PAGE)) })}</ButtonLink>
      )}
      <p className="text-sm text-ink-3">{t("legend")}</p>
    </div>
  );
}
