/** The bar over the bench: the way out, how far, what it earns at most, whether the answers are safe; a streak below. */
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Bar } from "@/lib/ui/bar";
import { type Connection, ConnectionWords } from "@/lib/ui/connection-words";
import { formatAmount } from "@/lib/ui/format-amount";
import { formatCount } from "@/lib/ui/format-number";
import { Icon } from "@/lib/ui/icon";
import { Link } from "@/lib/ui/link";
import type { Token } from "@/lib/ui/money";

export interface BenchBarProps {
  title: string;
  leaveHref: string;
  done: number;
  total: number;
  /** What is counted: `"in this sitting"`, `"of the exam"`. */
  of?: string;
  /** Base units: what these answers pay at most, and the range the score makes likely. */
  earned: { most: bigint | string; likely?: { low: bigint | string; high: bigint | string } };
  token: Token;
  connection: Connection;
  seeWhy?: ReactNode;
  /** Sends at once what waits to be corrected. */
  onSendNow?: () => void;
}

export function BenchBar(props: BenchBarProps) {
  const { title, leaveHref, done, total, of, earned, token, connection, seeWhy, onSendNow } = props;
  const t = useTranslations("bench");
  const wide = (words: ReactNode) => <span className="ui-wide-only">{words}</span>;
  const write = (base: bigint | string) => formatAmount(base, token.decimals);
  return (
    <header className="ui-bench-bar">
      <Link className="ui-icon-button" href={leaveHref} aria-label={t("leave")}>
        <Icon name="cross" />
      </Link>
      <h1>{title}</h1>
      <span className="ui-bench-stat">
        {t.rich("progress", {
          done: formatCount(done),
          total: formatCount(total),
          of: of ?? t("inThisSitting"),
          b: (words) => <b>{words}</b>,
          wide,
        })}
      </span>
      <span className="ui-bench-stat" data-gold="" title={t("earnedTitle")}>
        <b>{write(earned.most)}</b> {token.symbol}
        <span className="ui-wide-only">
          {earned.likely === undefined
            ? t("atMost")
            : t.rich("likely", {
                low: write(earned.likely.low),
                high: write(earned.likely.high),
                num: (words) => <span className="num">{words}</span>,
              })}
        </span>
      </span>
      <span className="ui-bench-stat items-center" role="status">
        <ConnectionWords connection={connection} seeWhy={seeWhy} onSendNow={onSendNow} />
      </span>
      <Bar
        share={total <= 0 ? 0 : done / total}
        gold
        label={t("progressBar", { done: formatCount(done), total: formatCount(total) })}
      />
    </header>
  );
}
