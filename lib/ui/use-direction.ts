import { useLocale } from "next-intl";

const RIGHT_TO_LEFT = /^(ar|fa|he|ur)\b/;

/** Which way the language of the page reads, for parts that are told: arrow keys between tabs. */
export const useDirection = (): "ltr" | "rtl" => (RIGHT_TO_LEFT.test(useLocale()) ? "rtl" : "ltr");
