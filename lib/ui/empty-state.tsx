/** A list with nothing in it: why, and what to do next. */
import type { ReactNode } from "react";

export interface EmptyStateProps {
  title: string;
  children: ReactNode;
  action?: ReactNode;
}

export function EmptyState({ title, children, action }: EmptyStateProps) {
  return (
    <div className="ui-empty">
      <h3>{title}</h3>
      <p>{children}</p>
      {action !== undefined && <div className="ui-empty-action">{action}</div>}
    </div>
  );
}
