import { useLocale, useTranslations } from "next-intl";
import { type TimeWords, timeWords } from "@/lib/ui/time-words";

/** Times and durations in the language of the page. */
export const useTimeWords = (): TimeWords => timeWords(useTranslations("ui"), useLocale());
