/** Where the answers are: saved, on their way, held here for a while so that they can be corrected, waiting here because there is no line, or refused. */
import { useTranslations } from "next-intl";
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
  const t = useTranslations("bench");
  const wide = (words: ReactNode) => <span className="ui-wide-only">{words}</span>;
  switch (connection.state) {
    case "saved":
      return <Verdict kind="pass">{t("saved")}</Verdict>;
    case "saving":
      return (
        <Verdict kind="working">
          <span className="tabular-nums">{t("saving", { count: connection.count })}</span>
        </Verdict>
      );
    case "held":
      return <Held count={connection.count} onSendNow={onSendNow} />;
    case "offline":
      return (
        <Verdict kind="doubt">
          <span className="tabular-nums">
            {connection.waiting > 0 ? t.rich("offlineWaiting", { count: connection.waiting, wide }) : t("offline")}
          </span>
        </Verdict>
      );
    case "refused":
      return (
        <Verdict kind="fail" sign="warn">
          <span className="tabular-nums">
            {connection.reason === undefined
              ? t("refusedCount", { count: connection.count })
              : t.rich("refusedReason", { count: connection.count, reason: connection.reason, wide })}
          </span>
          {seeWhy}
        </Verdict>
      );
  }
}

function Held({ count, onSendNow }: { count: number; onSendNow: (() => void) | undefined }) {
  const t = useTranslations("bench");
  return (
    <button type="button" className="inline-flex min-h-11 items-center" title={t("heldTitle")} onClick={onSendNow}>
      <Verdict kind="wait" sign="dot">
        <span className="tabular-nums">
          {t.rich("held", {
            count,
            more: (words) => <span className="sr-only">{words}</span>,
            send: (words) => <span className="underline max-sm:sr-only">{words}</span>,
          })}
        </span>
      </Verdict>
    </button>
  );
}
