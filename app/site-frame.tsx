"use client";
/** Header and footer around a page; the bench takes the whole screen and has neither. */
import { useQuery } from "@tanstack/react-query";
import { usePathname } from "next/navigation";
import { useTheme } from "next-themes";
import { type ReactNode, useSyncExternalStore } from "react";
import { LanguageSelect } from "@/app/language-select";
import { AccountMenu } from "@/lib/client/account-menu";
import { chainQuery } from "@/lib/client/queries";
import { Footer } from "@/lib/ui/footer";
import { Header } from "@/lib/ui/header";
import { Shell } from "@/lib/ui/shell";
import { type Theme, ThemeButton } from "@/lib/ui/theme-button";

const BENCH = /^\/(label\/[^/]+|dev\/bench|dev\/types)$/;

export function SiteFrame({ children }: { children: ReactNode }) {
  const path = usePathname();
  return BENCH.test(path) ? children : <PageFrame path={path}>{children}</PageFrame>;
}

/** The frame itself, for what stands at a bench's address without being one. */
export function PageFrame({ path, children }: { path: string; children: ReactNode }) {
  return (
    <Shell
      header={
        <Header
          path={path}
          account={<AccountMenu />}
          languageSelect={<LanguageSelect />}
          themeButton={<ThemeSwitch />}
        />
      }
      footer={<ChainFooter />}
    >
      {children}
    </Shell>
  );
}

function ChainFooter() {
  const { data } = useQuery(chainQuery());
  if (data === undefined) return <Footer />;
  return (
    <Footer
      chain={{ name: data.name, vault: data.vault }}
      referee={{ version: data.refereeVersion, sha256: data.refereeHash }}
    />
  );
}

/** The stored theme is known only in the browser: until then the button says what the server said. */
function ThemeSwitch() {
  const { theme, setTheme } = useTheme();
  const inBrowser = useSyncExternalStore(noChange, yes, no);
  return <ThemeButton theme={inBrowser ? themeOf(theme) : "system"} onThemeChange={setTheme} />;
}

function themeOf(name: string | undefined): Theme {
  return name === "light" || name === "dark" ? name : "system";
}

const noChange = () => () => undefined;
const yes = () => true;
const no = () => false;
