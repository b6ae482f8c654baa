import type { BountySummary } from "@/lib/bounties/bounty-view";
import { Bar } from "@/lib/ui/bar";
import { Fineness } from "@/lib/ui/fineness";
import { formatAmount } from "@/lib/ui/format-amount";
import { countOf, formatCount } from "@/lib/ui/format-number";
import { durationWords } from "@/lib/ui/format-time";
import { Icon } from "@/lib/ui/icon";
import { Link } from "@/lib/ui/link";
import { Money, type Token } from "@/lib/ui/money";
import { shorten } from "@/lib/ui/shorten";
import { type Column, Table } from "@/lib/ui/table";
import { EligibilityWords } from "./eligibility";
import { kindWords } from "./kind-words";

type Props = { readonly bounties: readonly BountySummary[]; readonly token: Token };

/** Open bounties, one a row: what is asked, what it pays, how far it is, whether the reader may start. */
export function BountyTable({ bounties, token }: Props) {
  return (
    <Table caption="Open bounties" columns={columns(token)} rows={bounties} rowKey={({ id }) => id} restack="list" />
  );
}

const columns = (token: Token): readonly Column<BountySummary>[] => [
  {
    key: "title",
    head: "Bounty",
    title: true,
    width: "33%",
    phone: "start",
    cell: (bounty) => (
      <>
        <Link href={`/bounties/${bounty.id}`}>{bounty.title}</Link>
        <span className="ui-second">
          by {bounty.mine ? "you" : <span className="num">{shorten(bounty.owner)}</span>}
          <span className="md:hidden"> · {kindWords(bounty).words}</span>
        </span>
      </>
    ),
  },
  { key: "task", head: "Task", phone: "hide", cell: (bounty) => <Task bounty={bounty} /> },
  {
    key: "price",
    head: "Price per answer",
    align: "end",
    phone: "end",
    cell: ({ priceUnits, payPerHourUnits }) => (
      <>
        <Money base={priceUnits} token={token} exact />
        {payPerHourUnits !== null && (
          <span className="ui-second num md:pe-[2.95em]">
            ≈ {formatAmount(payPerHourUnits, token.decimals, { places: 2 })} / h
          </span>
        )}
      </>
    ),
  },
  {
    key: "time",
    head: "Median time",
    align: "end",
    numeric: true,
    phone: "hide",
    cell: ({ medianLeadMs }) => (medianLeadMs === null ? "—" : durationWords(medianLeadMs)),
  },
  {
    key: "fineness",
    head: "Fineness",
    align: "end",
    phone: "hide",
    cell: ({ finenessPermille }) => <Fineness permille={finenessPermille} />,
  },
  {
    key: "left",
    head: <span className="md:pe-4">Answers left</span>,
    name: "Answers left",
    align: "end",
    phone: "end",
    cell: (bounty) => <Left bounty={bounty} />,
  },
  { key: "you", head: "You", phone: "start", cell: (bounty) => <EligibilityWords bounty={bounty} /> },
];

function Task({ bounty }: { readonly bounty: BountySummary }) {
  const { icon, words } = kindWords(bounty);
  return (
    <>
      <span className="ui-verdict">
        <Icon name={icon} />
        {words}
      </span>
      {bounty.labels !== null && <span className="ui-second ps-[22px]">{countOf(bounty.labels, "label")}</span>}
    </>
  );
}

function Left({
  bounty: { answersLeft, answersWanted, answersCounted, medianLeadMs },
}: {
  readonly bounty: BountySummary;
}) {
  const share = answersWanted === 0 ? 0 : answersCounted / answersWanted;
  return (
    <div className="md:pe-4">
      <span className="num">{formatCount(answersLeft)}</span>
      <span className="text-sm text-ink-3 md:hidden">
        {" "}
        left{medianLeadMs === null ? "" : ` · ${durationWords(medianLeadMs)}`}
      </span>
      <div className="ms-auto mt-2 w-[72px] md:w-[112px]">
        <Bar share={share} label={`${Math.floor(Math.min(share, 1) * 100)} % answered`} />
      </div>
    </div>
  );
}
