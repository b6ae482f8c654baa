"use client";
/** Adds words to those that the page around has handed down already. */
import { type Messages, NextIntlClientProvider, useMessages } from "next-intl";
import type { ReactNode } from "react";

type Props = { readonly messages: Partial<Messages>; readonly children: ReactNode };

export function MoreWords({ messages, children }: Props) {
  return <NextIntlClientProvider messages={{ ...useMessages(), ...messages }}>{children}</NextIntlClientProvider>;
}
