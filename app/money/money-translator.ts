import type { useTranslations } from "next-intl";

/** What finds the words about money, for functions that are told it. */
export type MoneyTranslator = ReturnType<typeof useTranslations<"money">>;
