import type { useTranslations } from "next-intl";

/** What finds the words of these pages, for functions that are told it. */
export type VerifyTranslator = ReturnType<typeof useTranslations<"verify">>;
