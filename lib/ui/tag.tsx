/** A state in a line of words, set in a small frame: `open`, `in challenge`, `differs`. */
import type { ReactNode } from "react";
import { Icon } from "@/lib/ui/icon";
import type { IconName } from "@/lib/ui/icon-paths";

export type TagKind = "plain" | "pass" | "doubt" | "fail" | "gold";

const SIGNS: Partial<Record<TagKind, IconName>> = { pass: "check", doubt: "clock", fail: "cross" };

export function Tag({ kind = "plain", children }: { kind?: TagKind; children: ReactNode }) {
  const sign = SIGNS[kind];
  return (
    <span className="ui-tag" data-kind={kind === "plain" ? undefined : kind}>
      {sign !== undefined && <Icon name={sign} />}
      {children}
    </span>
  );
}
