/**
 * The languages of the pages. `tag` is what the formatters of the browser are told: of each language the form whose numbers
 * have a point before the decimals and Latin digits, so that an amount of tokens reads the same everywhere, as wallets and
 * explorers write it, and the digits on the keys are the digits on the screen.
 */
export const LOCALES = [
  { id: "en", tag: "en", name: "English", dir: "ltr" },
  { id: "zh", tag: "zh-Hans", name: "简体中文", dir: "ltr" },
  { id: "es", tag: "es-419", name: "Español", dir: "ltr" },
  { id: "ar", tag: "ar-u-nu-latn", name: "العربية", dir: "rtl" },
] as const;

export type Locale = (typeof LOCALES)[number];
export type LocaleId = Locale["id"];

/** Keeps the language that was chosen, for a year. */
export const LOCALE_COOKIE = "assay.locale";

const [ENGLISH] = LOCALES;

/** The language with this id; English where there is none. */
export const localeOf = (id: string | undefined): Locale => LOCALES.find((one) => one.id === id) ?? ENGLISH;

/** The language of a formatter's tag, as next-intl hands it on. */
export const localeOfTag = (tag: string): Locale => LOCALES.find((one) => one.tag === tag) ?? ENGLISH;

/** What `<html lang>` says: the tag without what only formatters need. */
export const langOf = ({ tag }: Locale): string => new Intl.Locale(tag).baseName;

/** The cookie that keeps a choice, as `document.cookie` takes it. */
export const cookieFor = (id: LocaleId): string => `${LOCALE_COOKIE}=${id}; path=/; max-age=31536000; samesite=lax`;
