import fc from "fast-check";
import { expect, test } from "vitest";
import { chooseLocale } from "@/lib/locale/choose-locale";
import { cookieFor, LOCALES, langOf, localeOfTag } from "@/lib/locale/locales";
import { formatAmount } from "@/lib/ui/format-amount";
import { formatCount } from "@/lib/ui/format-number";

const chosen = (cookie: string | undefined, acceptLanguage: string | null) =>
  chooseLocale({ cookie, acceptLanguage }).id;

test("default: the language that was chosen, else the first that the browser asks for and there is, else English", () => {
  expect(chosen("ar", "es")).toBe("ar");
  expect(chosen(undefined, "fr-FR, es-MX;q=0.8, en;q=0.5")).toBe("es");
  expect(chosen(undefined, "zh-TW,zh;q=0.9")).toBe("zh");
  expect(chosen(undefined, "en;q=0.4, ar;q=0.9")).toBe("ar");
  expect(chosen(undefined, "fr, de")).toBe("en");
  expect(chosen(undefined, null)).toBe("en");
});

test("behavior: no header and no cookie, however broken, leaves a page without a language", () => {
  fc.assert(
    fc.property(fc.string(), fc.string(), (cookie, header) => {
      expect(LOCALES).toContain(chooseLocale({ cookie, acceptLanguage: header }));
    }),
  );
});

test("behavior: every language says its name, its direction and what <html> is told", () => {
  expect(LOCALES.map(langOf)).toEqual(["en", "zh-Hans", "es-419", "ar"]);
  expect(LOCALES.map(({ dir }) => dir)).toEqual(["ltr", "ltr", "ltr", "rtl"]);
  for (const locale of LOCALES) {
    expect(localeOfTag(locale.tag)).toBe(locale);
    expect(cookieFor(locale.id)).toMatch(/^assay\.locale=\w\w; path=\//);
  }
});

test("behavior: numbers look the same in every language, so that no amount of tokens is read as another", () => {
  for (const { tag } of LOCALES) {
    const write = new Intl.NumberFormat(tag, { maximumFractionDigits: 6 });
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1_000_000_000 }), (units) => {
        expect(write.format(units)).toBe(formatCount(units));
        const amount = formatAmount(BigInt(units), 6, { places: 0, exact: true });
        expect(write.format(units / 1_000_000)).toBe(amount);
      }),
      { numRuns: 50 },
    );
  }
});
