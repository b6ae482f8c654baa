/** A list with nothing in it: why, and what to do next. */
import type { ReactNode } from "react";

export interface EmptyStateProps {
  title: string;
  children: ReactNode;
  action?: ReactNode;
  /** It stands for the whole page, below its title, not for a list within a section. */
  wholePage?: boolean;
}

export function EmptyState({ title, children, action, wholePage = false }: EmptyStateProps) {
  return (
    <div className="ui-empty">
      <h3 aria-level={wholePage ? 2 : 3}>{title}</h3>
      <p>{children}</p>
      {action !== undefined && <div className="ui-empty-action">{action}</div>}
    </div>
  );
}
