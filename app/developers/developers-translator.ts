import type { useTranslations } from "next-intl";

/** What finds the words of the developers' pages, for functions that are told it. */
export type DevelopersTranslator = ReturnType<typeof useTranslations<"developers">>;
