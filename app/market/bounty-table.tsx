import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import type { BountySummary } from "@/lib/bounties/bounty-view";
import { Bar } from "@/lib/ui/bar";
import { Fineness } from "@/lib/ui/fineness";
import { formatAmount } from "@/lib/ui/format-amount";
import { formatCount } from "@/lib/ui/format-number";
import { Icon } from "@/lib/ui/icon";
import { Link } from "@/lib/ui/link";
import { Money, type Token } from "@/lib/ui/money";
import { shorten } from "@/lib/ui/shorten";
import { type Column, Table } from "@/lib/ui/table";
import type { TimeWords } from "@/lib/ui/time-words";
import { useTimeWords } from "@/lib/ui/use-time-words";
import { EligibilityWords } from "./eligibility";
import { useKindWords } from "./kind-words";
import type { MarketTranslator } from "./market-translator";

type Props = { readonly bounties: readonly BountySummary[]; readonly token: Token };

/** Open bounties, one a row: what is asked, what it pays, how far it is, whether the reader may start. */
export function BountyTable({ bounties, token }: Props) {
  const t = useTranslations("market");
  const columns = columnsOf(t, useTimeWords(), token);
  return <Table caption={t("openBounties")} columns={columns} rows={bounties} rowKey={({ id }) => id} restack="list" />;
}

const columnsOf = (t: MarketTranslator, times: TimeWords, token: Token): readonly Column<BountySummary>[] => [
  {
    key: "title",
    head: t("bounty"),
    title: true,
    width: "33%",
    phone: "start",
    cell: (bounty) => (
      <>
        <Link href={`/bounties/${bounty.id}`}>{bounty.title}</Link>
        <Second bounty={bounty} />
      </>
    ),
  },
  { key: "task", head: t("task"), phone: "hide", cell: (bounty) => <Task bounty={bounty} /> },
  {
    key: "price",
    head: t("price"),
    align: "end",
    phone: "end",
    cell: ({ priceUnits, payPerHourUnits }) => (
      <>
        <Money base={priceUnits} token={token} exact />
        {payPerHourUnits !== null && (
          <span className="ui-second num md:pe-[2.95em]">
            {t("perHour", { amount: formatAmount(payPerHourUnits, token.decimals, { places: 2 }) })}
          </span>
        )}
      </>
    ),
  },
  {
    key: "time",
    head: t("medianTime"),
    align: "end",
    numeric: true,
    phone: "hide",
    cell: ({ medianLeadMs }) => (medianLeadMs === null ? "—" : times.duration(medianLeadMs)),
  },
  {
    key: "fineness",
    head: t("fineness"),
    align: "end",
    phone: "hide",
    cell: ({ finenessPermille }) => <Fineness permille={finenessPermille} />,
  },
  {
    key: "left",
    head: <span className="md:pe-4">{t("answersLeft")}</span>,
    name: t("answersLeft"),
    align: "end",
    phone: "end",
    cell: (bounty) => <Left bounty={bounty} />,
  },
  { key: "you", head: t("you"), phone: "start", cell: (bounty) => <EligibilityWords bounty={bounty} /> },
];

function Second({ bounty }: { readonly bounty: BountySummary }) {
  const t = useTranslations("market");
  const num = (words: ReactNode) => <span className="num">{words}</span>;
  return (
    <span className="ui-second">
      {bounty.mine ? t("byYou") : t.rich("by", { owner: shorten(bounty.owner), num })}
      <span className="md:hidden"> · {useKindWords()(bounty).words}</span>
    </span>
  );
}

function Task({ bounty }: { readonly bounty: BountySummary }) {
  const t = useTranslations("market");
  const { icon, words } = useKindWords()(bounty);
  return (
    <>
      <span className="ui-verdict">
        <Icon name={icon} />
        {words}
      </span>
      {bounty.labels !== null && <span className="ui-second ps-[22px]">{t("labels", { count: bounty.labels })}</span>}
    </>
  );
}

function Left({
  bounty: { answersLeft, answersWanted, answersCounted, medianLeadMs },
}: {
  readonly bounty: BountySummary;
}) {
  const t = useTranslations("market");
  const times = useTimeWords();
  const share = answersWanted === 0 ? 0 : answersCounted / answersWanted;
  return (
    <div className="md:pe-4">
      <span className="num">{formatCount(answersLeft)}</span>
      <span className="text-sm text-ink-3 md:hidden">
        {" "}
        {medianLeadMs === null ? t("left") : t("leftTime", { time: times.duration(medianLeadMs) })}
      </span>
      <div className="ms-auto mt-2 w-[72px] md:w-[112px]">
        <Bar share={share} label={t("answered", { percent: Math.floor(Math.min(share, 1) * 100) })} />
      </div>
    </div>
  );
}
