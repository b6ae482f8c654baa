/** Where the answers are: saved, on their way, waiting here because there is no line, or refused. */
import type { ReactNode } from "react";
import { Verdict } from "@/lib/ui/verdict";

export type Connection =
  | { state: "saved" }
  | { state: "saving"; count: number }
  | { state: "offline"; waiting: number }
  | { state: "refused"; count: number; reason?: string };

export function ConnectionWords({ connection, seeWhy }: { connection: Connection; seeWhy?: ReactNode }) {
  switch (connection.state) {
    case "saved":
      return <Verdict kind="pass">Saved</Verdict>;
    case "saving":
      return (
        <Verdict kind="working">
          <span className="tabular-nums">Saving {connection.count}</span>
        </Verdict>
      );
    case "offline":
      return (
        <Verdict kind="doubt">
          <span className="tabular-nums">
            Offline
            {connection.waiting > 0 && ` · ${connection.waiting} waiting`}
            {connection.waiting > 0 && <span className="ui-wide-only">, kept here</span>}
          </span>
        </Verdict>
      );
    case "refused":
      return (
        <Verdict kind="fail" sign="warn">
          <span className="tabular-nums">
            {connection.count} refused
            {connection.reason !== undefined && <span className="ui-wide-only">: {connection.reason}</span>}
          </span>
          {seeWhy}
        </Verdict>
      );
  }
}
