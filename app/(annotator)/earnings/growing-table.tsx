import { useTranslations } from "next-intl";
import type { GrowingView } from "@/lib/settlement/earnings";
import { formatAmount } from "@/lib/ui/format-amount";
import { formatCount } from "@/lib/ui/format-number";
import { Link } from "@/lib/ui/link";
import { Money, type Token } from "@/lib/ui/money";
import { type Column, Table } from "@/lib/ui/table";
import { Verdict } from "@/lib/ui/verdict";
import type { EarningsTranslator } from "./earnings-translator";

type Props = { readonly rows: readonly GrowingView[]; readonly token: Token };

/** Work that no batch has settled yet, with what it may come to. */
export function GrowingTable({ rows, token }: Props) {
  const t = useTranslations("earnings");
  return (
    <Table
      caption={t("growingCaption")}
      columns={columns(t, token)}
      rows={rows}
      rowKey={(row) => row.bountyId}
      restack="pairs"
    />
  );
}

function columns(t: EarningsTranslator, token: Token): Column<GrowingView>[] {
  return [
    {
      key: "title",
      head: t("bounty"),
      title: true,
      phone: "full",
      cell: (row) => <Link href={`/bounties/${row.bountyId}`}>{row.title}</Link>,
    },
    {
      key: "state",
      head: t("state"),
      phone: "half",
      cell: ({ state }) =>
        state === "open" ? (
          <Verdict kind="pass" sign="dot">
            {t("state-open")}
          </Verdict>
        ) : (
          <Verdict kind="working">{t("state-settling")}</Verdict>
        ),
    },
    {
      key: "answers",
      head: t("answers"),
      align: "end",
      numeric: true,
      phone: "half",
      cell: (row) => formatCount(row.answers),
    },
    {
      key: "price",
      head: t("price"),
      align: "end",
      numeric: true,
      phone: "half",
      cell: (row) => formatAmount(row.priceUnits, token.decimals, { exact: true }),
    },
    {
      key: "most",
      head: t("atMost"),
      align: "end",
      numeric: true,
      phone: "half",
      cell: (row) => formatAmount(row.atMostUnits, token.decimals),
    },
    {
      key: "likely",
      head: t("likelyNow"),
      align: "end",
      phone: "named",
      cell: ({ likelyUnits: [low, high] }) =>
        low === high ? (
          <Money base={high} token={token} gold />
        ) : (
          <>
            <span className="num">{formatAmount(low, token.decimals)}–</span>
            <Money base={high} token={token} gold />
          </>
        ),
    },
    {
      key: "go",
      head: <span className="sr-only">{t("goOn")}</span>,
      align: "end",
      phone: "full",
      cell: ({ state, bountyId, title }) =>
        state === "open" && (
          <Link href={`/label/${bountyId}`} aria-label={t("goOnTitle", { title })}>
            {t("goOnLabeling")}
          </Link>
        ),
    },
  ];
}
