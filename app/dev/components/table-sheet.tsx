import { Bar } from "@/lib/ui/bar";
import { Fineness } from "@/lib/ui/fineness";
import { formatCount } from "@/lib/ui/format-number";
import { Icon } from "@/lib/ui/icon";
import { Link } from "@/lib/ui/link";
import { Money } from "@/lib/ui/money";
import { Pager } from "@/lib/ui/pager";
import { Section } from "@/lib/ui/section";
import { type Column, Table } from "@/lib/ui/table";
import { Verdict } from "@/lib/ui/verdict";
import { TOKEN } from "./examples";

interface BountyRow {
  id: string;
  title: string;
  priceBase: string;
  fineness: number | null;
  left: number;
  share: number;
  start: boolean;
}

const ROWS: readonly BountyRow[] = [
  {
    id: "1",
    title: "Bank support messages: what does the customer want?",
    priceBase: "20000",
    fineness: 947,
    left: 4597,
    share: 0.46,
    start: true,
  },
  {
    id: "2",
    title: "Which answer is more helpful?",
    priceBase: "60000",
    fineness: 902,
    left: 1210,
    share: 0.61,
    start: true,
  },
  {
    id: "3",
    title: "Street scenes: is the pavement blocked?",
    priceBase: "1500",
    fineness: null,
    left: 8844,
    share: 0.12,
    start: false,
  },
];

const MARKET: readonly Column<BountyRow>[] = [
  {
    key: "title",
    head: "Bounty",
    title: true,
    phone: "start",
    cell: (row) => (
      <>
        <Link href="/dev/components">{row.title}</Link>
        <span className="ui-second">
          by <span className="num">0x9f41…c2d7</span>
        </span>
      </>
    ),
  },
  {
    key: "task",
    head: "Task",
    phone: "hide",
    cell: () => (
      <>
        <span className="ui-verdict">
          <Icon name="text" />
          Text choice
        </span>
        <span className="ui-second ps-[22px]">7 labels</span>
      </>
    ),
  },
  {
    key: "price",
    head: "Price per answer",
    align: "end",
    phone: "end",
    sort: { href: "?sort=price", order: "descending" },
    cell: (row) => (
      <>
        <Money base={row.priceBase} token={TOKEN} exact />
        <span className="ui-second num">≈ 12.00 / h</span>
      </>
    ),
  },
  {
    key: "time",
    head: "Median time",
    align: "end",
    numeric: true,
    phone: "hide",
    cell: () => "6 s",
    sort: { href: "?sort=time", order: null },
  },
  {
    key: "fineness",
    head: "Fineness",
    align: "end",
    phone: "hide",
    cell: (row) => <Fineness permille={row.fineness} />,
  },
  {
    key: "left",
    head: "Answers left",
    align: "end",
    phone: "end",
    cell: (row) => (
      <>
        <span className="num">{formatCount(row.left)}</span>
        <span className="ui-phone-only text-sm text-ink-3"> left · 6 s</span>
        <span className="ms-auto mt-2 block w-28 max-md:w-[72px]">
          <Bar share={row.share} label={`${Math.floor(row.share * 100)} % answered`} />
        </span>
      </>
    ),
  },
  {
    key: "you",
    head: "You",
    phone: "start",
    cell: (row) =>
      row.start ? (
        <Verdict kind="pass" note="exam passed, reliability .96">
          You can start
        </Verdict>
      ) : (
        <Verdict kind="next" note="10 items, paid 0.300">
          Exam first
        </Verdict>
      ),
  },
];

const EARNINGS: readonly Column<BountyRow>[] = [
  { key: "title", head: "Bounty", title: true, phone: "full", cell: (row) => <strong>{row.title}</strong> },
  { key: "answers", head: "Answers", align: "end", numeric: true, phone: "half", cell: () => "412" },
  { key: "price", head: "Price", align: "end", numeric: true, phone: "half", cell: () => "0.020" },
  { key: "base", head: "Base", align: "end", numeric: true, phone: "half", cell: () => ".50" },
  { key: "score", head: "Score", align: "end", numeric: true, phone: "half", cell: () => ".91" },
  {
    key: "earned",
    head: "Earned so far",
    align: "end",
    phone: "named",
    cell: () => <Money base="7869000" token={TOKEN} gold />,
  },
  { key: "why", head: "Why", phone: "named", cell: () => <Verdict kind="pass">gold 38 of 40</Verdict> },
];

export function TableSheet() {
  return (
    <>
      <Section title="Table, as on the market" end={<Link href="/">Review all 48</Link>} note="restacks on a phone">
        <Table caption="Open bounties" columns={MARKET} rows={ROWS} rowKey={(row) => row.id} restack="list" />
        <Pager from={1} to={3} total={2000} nextHref="?page=2" />
      </Section>
      <Section title="Table with an opened row">
        <Table
          caption="Earnings by bounty"
          columns={EARNINGS}
          rows={ROWS}
          rowKey={(row) => row.id}
          restack="pairs"
          detail={(row) =>
            row.id === "1" && (
              <p className="text-sm text-ink-3">0.371 withheld: the score’s share you have not earned yet.</p>
            )
          }
        />
      </Section>
    </>
  );
}
