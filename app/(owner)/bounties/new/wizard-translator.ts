import type { useTranslations } from "next-intl";

/** What finds the words of the form of a new bounty, for functions that are told it. */
export type WizardTranslator = ReturnType<typeof useTranslations<"wizard">>;
