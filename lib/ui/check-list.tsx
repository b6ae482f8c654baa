/** The checks of a verification, one under the other, each with what it found and how long it took. */
import type { ReactNode } from "react";
import { Bar } from "@/lib/ui/bar";
import { durationWords } from "@/lib/ui/format-time";
import type { HallmarkState } from "@/lib/ui/hallmarks";
import { Icon } from "@/lib/ui/icon";
import type { IconName } from "@/lib/ui/icon-paths";

export interface Check {
  name: string;
  state: HallmarkState;
  /** What is tested, or what was found. */
  what: ReactNode;
  tookMs?: number;
  /** 0…1 while it is being tested. */
  share?: number;
}

const SIGNS: Record<HallmarkState, { icon: IconName; kind: string; word: string }> = {
  open: { icon: "todo", kind: "wait", word: "Not yet" },
  now: { icon: "working", kind: "working", word: "Being checked" },
  struck: { icon: "check", kind: "pass", word: "Holds" },
  broken: { icon: "cross", kind: "fail", word: "Differs" },
};

export function CheckList({ checks }: { checks: readonly Check[] }) {
  return (
    <ol className="ui-check-list">
      {checks.map((check) => {
        const sign = SIGNS[check.state];
        return (
          <li key={check.name} data-state={check.state}>
            <span className="ui-verdict" data-kind={sign.kind}>
              <Icon name={sign.icon} />
            </span>
            <b>
              <span className="sr-only">{sign.word}: </span>
              {check.name}
            </b>
            <span className="ui-check-what">{check.what}</span>
            <span className="ui-check-time num">{check.tookMs === undefined ? "" : durationWords(check.tookMs)}</span>
            {check.state === "now" && check.share !== undefined && (
              <Bar thick share={check.share} label={`${Math.floor(check.share * 100)} %`} />
            )}
          </li>
        );
      })}
    </ol>
  );
}
