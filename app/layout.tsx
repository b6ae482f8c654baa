import { GeistMono } from "geist/font/mono";
import { GeistSans } from "geist/font/sans";
import type { Metadata, Viewport } from "next";
import { NextIntlClientProvider } from "next-intl";
import { getLocale, getMessages, getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { langOf, localeOfTag } from "@/lib/locale/locales";
import { Toaster } from "@/lib/ui/toaster";
import "./globals.css";
import { Providers } from "./providers";
import { SiteFrame } from "./site-frame";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("shell");
  return { title: { default: "Assay", template: "%s · Assay" }, description: t("description") };
}

export const viewport: Viewport = {
  width: "device-width",
  initialScale: 1,
  viewportFit: "cover",
  colorScheme: "light dark",
};

/** The ground of every page. `suppressHydrationWarning`: the theme is set on `<html>` before React wakes. */
export default async function RootLayout({ children }: { children: ReactNode }) {
  const locale = localeOfTag(await getLocale());
  const { ui, shell, errors } = await getMessages();
  return (
    <html
      lang={langOf(locale)}
      dir={locale.dir}
      className={`${GeistSans.variable} ${GeistMono.variable}`}
      suppressHydrationWarning
    >
      <body>
        <NextIntlClientProvider messages={{ ui, shell, errors }}>
          <Providers>
            <SiteFrame>{children}</SiteFrame>
            <Toaster />
          </Providers>
        </NextIntlClientProvider>
      </body>
    </html>
  );
}
