import type { useTranslations } from "next-intl";

/** What finds the bench's words, for functions that are told it. */
export type BenchTranslator = ReturnType<typeof useTranslations<"bench">>;
