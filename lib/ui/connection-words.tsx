/** Where the answers are: saved, on their way, held here for a while so that they can be corrected, waiting here because there is no line, or refused. */
import type { ReactNode } from "react";
import { Verdict } from "@/lib/ui/verdict";

export type Connection =
  | { state: "saved" }
  | { state: "saving"; count: number }
  | { state: "held"; count: number }
  | { state: "offline"; waiting: number }
  | { state: "refused"; count: number; reason?: string };

type Props = { connection: Connection; seeWhy?: ReactNode; onSendNow?: (() => void) | undefined };

export function ConnectionWords({ connection, seeWhy, onSendNow }: Props) {
  switch (connection.state) {
    case "saved":
      return <Verdict kind="pass">Saved</Verdict>;
    case "saving":
      return (
        <Verdict kind="working">
          <span className="tabular-nums">Saving {connection.count}</span>
        </Verdict>
      );
    case "held":
      return (
        <button
          type="button"
          className="inline-flex min-h-11 items-center"
          title="Kept here so that you can correct them. Send them now."
          onClick={onSendNow}
        >
          <Verdict kind="wait" sign="dot">
            <span className="tabular-nums">
              {connection.count} waiting
              <span className="sr-only">, kept here so that you can correct them.</span>{" "}
              <span className="underline max-sm:sr-only">Send now</span>
            </span>
          </Verdict>
        </button>
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
