"use client";
/** Adds words to those that the page around has handed down already. */
import { type Messages, NextIntlClientProvider, useLocale, useMessages } from "next-intl";
import type { ReactNode } from "react";

type Props = { readonly messages: Partial<Messages>; readonly children: ReactNode };

export function MoreWords({ messages, children }: Props) {
  // In the browser the provider takes the language from nobody: without one it throws.
  return (
    <NextIntlClientProvider locale={useLocale()} messages={{ ...useMessages(), ...messages }}>
      {children}
    </NextIntlClientProvider>
  );
}
