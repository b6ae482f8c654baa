"use client";
/** What every page stands in on the client: the theme, the query cache, links that navigate without a reload. */
import NextLink from "next/link";
import { ThemeProvider } from "next-themes";
import type { ReactNode } from "react";
import { QueryProvider } from "@/lib/client/query-provider";
import { type LinkProps, LinkProvider } from "@/lib/ui/link";

export function Providers({ children }: { children: ReactNode }) {
  return (
    <ThemeProvider attribute="data-theme" defaultTheme="system" enableSystem disableTransitionOnChange>
      <QueryProvider>
        <LinkProvider navigator={Navigate}>{children}</LinkProvider>
      </QueryProvider>
    </ThemeProvider>
  );
}

/** Next's link knows these three as present or absent, never as undefined. */
function Navigate({ onClick, onMouseEnter, onTouchStart, ...rest }: LinkProps) {
  return (
    <NextLink
      {...rest}
      {...(onClick !== undefined && { onClick })}
      {...(onMouseEnter !== undefined && { onMouseEnter })}
      {...(onTouchStart !== undefined && { onTouchStart })}
    />
  );
}
