import type { GrowingView } from "@/lib/settlement/earnings";
import { formatAmount } from "@/lib/ui/format-amount";
import { formatCount } from "@/lib/ui/format-number";
import { Link } from "@/lib/ui/link";
import { Money, type Token } from "@/lib/ui/money";
import { type Column, Table } from "@/lib/ui/table";
import { Verdict } from "@/lib/ui/verdict";

type Props = { readonly rows: readonly GrowingView[]; readonly token: Token };

/** Work that no batch has settled yet, with what it may come to. */
export function GrowingTable({ rows, token }: Props) {
  return (
    <Table
      caption="Growing work by bounty"
      columns={columns(token)}
      rows={rows}
      rowKey={(row) => row.bountyId}
      restack="pairs"
    />
  );
}

function columns(token: Token): Column<GrowingView>[] {
  return [
    {
      key: "title",
      head: "Bounty",
      title: true,
      phone: "full",
      cell: (row) => <Link href={`/bounties/${row.bountyId}`}>{row.title}</Link>,
    },
    {
      key: "state",
      head: "State",
      phone: "half",
      cell: ({ state }) =>
        state === "open" ? (
          <Verdict kind="pass" sign="dot">
            open
          </Verdict>
        ) : (
          <Verdict kind="working">settling</Verdict>
        ),
    },
    {
      key: "answers",
      head: "Answers",
      align: "end",
      numeric: true,
      phone: "half",
      cell: (row) => formatCount(row.answers),
    },
    {
      key: "price",
      head: "Price",
      align: "end",
      numeric: true,
      phone: "half",
      cell: (row) => formatAmount(row.priceUnits, token.decimals, { exact: true }),
    },
    {
      key: "most",
      head: "At most",
      align: "end",
      numeric: true,
      phone: "half",
      cell: (row) => formatAmount(row.atMostUnits, token.decimals),
    },
    {
      key: "likely",
      head: "Likely now",
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
      head: <span className="sr-only">Go on</span>,
      align: "end",
      phone: "full",
      cell: ({ state, bountyId, title }) =>
        state === "open" && (
          <Link href={`/label/${bountyId}`} aria-label={`Go on labeling ${title}`}>
            Go on labeling
          </Link>
        ),
    },
  ];
}
