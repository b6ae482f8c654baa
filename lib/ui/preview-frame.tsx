/** A small frame that shows a screen as others will see it: the bench on the owner's first item. */
import type { ReactNode } from "react";

export interface PreviewFrameProps {
  /** `"1 of 2,000"`. */
  start: ReactNode;
  /** The item's id. */
  end?: ReactNode;
  children: ReactNode;
}

export function PreviewFrame({ start, end, children }: PreviewFrameProps) {
  return (
    <div className="ui-preview">
      <div className="ui-preview-head">
        <span>{start}</span>
        <span className="num">{end}</span>
      </div>
      <div className="ui-preview-body">{children}</div>
    </div>
  );
}
