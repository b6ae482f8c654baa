import { useTranslations } from "next-intl";

/** Says, where there are fingers, that the item can be swept to a side; the control it leans to is marked as it moves. */
export function SwipeHint() {
  const t = useTranslations("work");
  return <p className="hidden text-sm text-ink-3 pointer-coarse:block">{t("swipe")}</p>;
}
