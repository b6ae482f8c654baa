import type { useTranslations } from "next-intl";

/** What finds the words of an owner's list, for functions that are told it. */
export type OwnerTranslator = ReturnType<typeof useTranslations<"owner">>;
