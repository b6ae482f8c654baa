import type { useTranslations } from "next-intl";

/** What finds the words of a bounty's page, for functions that are told it. */
export type BountyTranslator = ReturnType<typeof useTranslations<"bounty">>;
