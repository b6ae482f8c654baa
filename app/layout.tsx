import { GeistMono } from "geist/font/mono";
import { GeistSans } from "geist/font/sans";
import type { Metadata, Viewport } from "next";
import type { ReactNode } from "react";
import { Toaster } from "@/lib/ui/toaster";
import "./globals.css";
import { Providers } from "./providers";
import { SiteFrame } from "./site-frame";

export const metadata: Metadata = {
  title: { default: "Assay", template: "%s · Assay" },
  description:
    "Labels, tested like gold and paid by their purity: a labeling market whose labels and payouts anyone can check.",
};

export const viewport: Viewport = {
  width: "device-width",
  initialScale: 1,
  viewportFit: "cover",
  colorScheme: "light dark",
};

/** The ground of every page. `suppressHydrationWarning`: the theme is set on `<html>` before React wakes. */
export default function RootLayout({ children }: { children: ReactNode }) {
  return (
    <html lang="en" dir="ltr" className={`${GeistSans.variable} ${GeistMono.variable}`} suppressHydrationWarning>
      <body>
        <Providers>
          <SiteFrame>{children}</SiteFrame>
          <Toaster />
        </Providers>
      </body>
    </html>
  );
}
