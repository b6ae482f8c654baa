"use client";

import { useLocale, useTranslations } from "next-intl";
import { useCallback } from "react";
import { ApiError, OfflineError } from "./api";
import type { WalletError } from "./wallet-port";

export type ErrorsTranslator = ReturnType<typeof useTranslations<"errors">>;

/** Words for whatever was thrown, in the language of the page; `otherwise` for what says nothing itself. */
export type ErrorWords = (error: unknown, otherwise?: string) => string;

/**
 * The server and the wallet speak English, in whole sentences that name the place: a page in English shows them as they come. In
 * another language their kind is said in its words, and what they said behind it where that tells more than the kind.
 */
export function useErrorWords(): ErrorWords {
  const t = useTranslations("errors");
  const english = useLocale().startsWith("en");
  return useCallback(
    (error, otherwise = t("unknown")) => {
      if (!(error instanceof Error)) return otherwise;
      return (english ? undefined : kindOf(t, error)) ?? error.message;
    },
    [t, english],
  );
}

/** What kind of error it is; undefined for one of no known kind. */
export function kindOf(t: ErrorsTranslator, error: Error): string | undefined {
  if (error instanceof OfflineError) return t("offline");
  if (isOfWallet(error)) return t(`trouble-${error.trouble}`, { detail: error.message });
  if (!(error instanceof ApiError)) return undefined;
  const { code, detail } = error.problem;
  return t.has(`code-${code}`) ? t(`code-${code}`, { detail }) : undefined;
}

/** By its name: the class brings along all that a contract may say. */
const isOfWallet = (error: Error): error is WalletError => error.name === "WalletError" && "trouble" in error;
