import type { useTranslations } from "next-intl";

/** What finds the market's words, for functions that are told it. */
export type MarketTranslator = ReturnType<typeof useTranslations<"market">>;
