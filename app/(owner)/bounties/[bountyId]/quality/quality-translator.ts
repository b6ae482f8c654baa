import type { useTranslations } from "next-intl";

/** What finds the words of the quality page, for functions that are told it. */
export type QualityTranslator = ReturnType<typeof useTranslations<"quality">>;
