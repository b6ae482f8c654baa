import type { useTranslations } from "next-intl";

/** What finds the words of the earnings, for functions that are told it. */
export type EarningsTranslator = ReturnType<typeof useTranslations<"earnings">>;
