import Negotiator from "negotiator";
import { LOCALES, type Locale, localeOf } from "./locales";

type Asked = {
  /** The cookie `assay.locale`, if the browser has one. */
  readonly cookie: string | undefined;
  /** The header `Accept-Language`. */
  readonly acceptLanguage: string | null;
};

/** The language of a page: the one that was chosen, else the first that the browser asks for and there is, else English. */
export function chooseLocale({ cookie, acceptLanguage }: Asked): Locale {
  const chosen = LOCALES.find(({ id }) => id === cookie);
  if (chosen) return chosen;
  const asked = new Negotiator({ headers: { "accept-language": acceptLanguage ?? "en" } });
  return localeOf(asked.languages(LOCALES.map(({ id }) => id))[0]);
}
