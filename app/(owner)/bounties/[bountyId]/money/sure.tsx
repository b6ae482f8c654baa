import { useTranslations } from "next-intl";

/** How many blocks lie over a thing, and whether that is enough. */
export function Sure({ has, wanted }: { readonly has: number; readonly wanted: number }) {
  const t = useTranslations("money");
  const state = has === 0 ? "sure-none" : has >= wanted ? "sure-certain" : "sure-some";
  return (
    <span>
      <span className="num">{has}</span>
      <span className="ui-second">{t(state, { has, wanted })}</span>
    </span>
  );
}
