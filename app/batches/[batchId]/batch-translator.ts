import type { useTranslations } from "next-intl";

/** What finds the words of a batch's page, for functions that are told it. */
export type BatchTranslator = ReturnType<typeof useTranslations<"batch">>;
