/** Something to know, marked by a rule on its leading edge: a sign, a heavy first sentence, what to do. */
import type { ReactNode } from "react";
import { Icon } from "@/lib/ui/icon";
import type { IconName } from "@/lib/ui/icon-paths";

export type NoticeKind = "plain" | "pass" | "doubt" | "fail" | "gold";

const SIGNS: Partial<Record<NoticeKind, IconName>> = { pass: "check", doubt: "clock", fail: "warn" };

export interface NoticeProps {
  kind?: NoticeKind;
  title: ReactNode;
  children?: ReactNode;
  actions?: ReactNode;
  /** Read out at once: only for what has just gone wrong. */
  urgent?: boolean;
}

export function Notice({ kind = "plain", title, children, actions, urgent = false }: NoticeProps) {
  const sign = SIGNS[kind];
  return (
    <div className="ui-notice" data-kind={kind} role={urgent ? "alert" : undefined}>
      <p className="ui-notice-title">
        {sign !== undefined && <Icon name={sign} />}
        <strong>{title}</strong>
      </p>
      {children !== undefined && <div className="ui-notice-body">{children}</div>}
      {actions !== undefined && <div className="ui-notice-actions">{actions}</div>}
    </div>
  );
}
