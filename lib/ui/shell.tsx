/** The frame of a page: a link past the header, the header, the page, the footer. */
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";

export interface ShellProps {
  header: ReactNode;
  footer: ReactNode;
  children: ReactNode;
}

export function Shell({ header, footer, children }: ShellProps) {
  const t = useTranslations("ui");
  return (
    <div className="ui-shell">
      <a className="ui-skip" href="#main">
        {t("skipToPage")}
      </a>
      {header}
      <main className="ui-page" id="main" tabIndex={-1}>
        {children}
      </main>
      {footer}
    </div>
  );
}
