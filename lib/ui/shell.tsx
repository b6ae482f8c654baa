/** The frame of a page: a link past the header, the header, the page, the footer. */
import type { ReactNode } from "react";

export interface ShellProps {
  header: ReactNode;
  footer: ReactNode;
  children: ReactNode;
}

export function Shell({ header, footer, children }: ShellProps) {
  return (
    <div className="ui-shell">
      <a className="ui-skip" href="#main">
        Skip to the page
      </a>
      {header}
      <main className="ui-page" id="main" tabIndex={-1}>
        {children}
      </main>
      {footer}
    </div>
  );
}
