/** A page with a narrow column beside it: the summary of a form, the card of a dataset. One column below 1080 px. */
import type { ReactNode } from "react";

export interface WithSideProps {
  side: ReactNode;
  sideLabel: string;
  /** The column stays in sight while the page scrolls. */
  sticky?: boolean;
  children: ReactNode;
}

export function WithSide({ side, sideLabel, sticky = false, children }: WithSideProps) {
  return (
    <div className="ui-with-side">
      <div className="min-w-0">{children}</div>
      <aside className="ui-side" aria-label={sideLabel} data-sticky={sticky ? "" : undefined}>
        {side}
      </aside>
    </div>
  );
}
