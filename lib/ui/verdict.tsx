/** A verdict in a line or a cell: a sign and a word, and the colour only as a third. */
import type { ReactNode } from "react";
import { Icon } from "@/lib/ui/icon";
import type { IconName } from "@/lib/ui/icon-paths";

export type VerdictKind = "pass" | "doubt" | "fail" | "wait" | "next" | "working";

const SIGNS: Record<VerdictKind, IconName> = {
  pass: "check",
  doubt: "clock",
  fail: "cross",
  wait: "todo",
  next: "arrow",
  working: "working",
};

export interface VerdictProps {
  kind: VerdictKind;
  /** Another sign than the kind's own, or a dot for a lasting state ("Open"). */
  sign?: IconName | "dot";
  /** A second line under the word, in the pale ink. */
  note?: ReactNode;
  title?: string;
  children: ReactNode;
}

export function Verdict({ kind, sign = SIGNS[kind], note, title, children }: VerdictProps) {
  const line = (
    <span className="ui-verdict" data-kind={kind} title={title}>
      {sign === "dot" ? <span className="ui-dot" aria-hidden="true" /> : <Icon name={sign} />}
      {children}
    </span>
  );
  if (note === undefined) return line;
  return (
    <>
      {line}
      <span className="ui-second ps-[22px]">{note}</span>
    </>
  );
}
