"use client";
/** Chooses the language of the pages, by its own name; kept in this browser. */
import { useRouter } from "next/navigation";
import { useLocale, useTranslations } from "next-intl";
import { cookieFor, LOCALES, localeOf, localeOfTag } from "@/lib/locale/locales";
import { Icon } from "@/lib/ui/icon";

export function LanguageSelect() {
  const t = useTranslations("shell");
  const router = useRouter();
  const current = localeOfTag(useLocale());
  return (
    <label className="ui-language" title={t("language")}>
      <Icon name="language" />
      <span className="sr-only">{t("language")}</span>
      <select
        value={current.id}
        onChange={({ target }) => {
          // biome-ignore lint/suspicious/noDocumentCookie: the cookie store is not in every browser yet
          document.cookie = cookieFor(localeOf(target.value).id);
          router.refresh();
        }}
      >
        {LOCALES.map(({ id, tag, name }) => (
          <option key={id} value={id} lang={tag}>
            {name}
          </option>
        ))}
      </select>
    </label>
  );
}
