import { BatchStateWords } from "@/app/market/batch-state";
import type { BountyDetail } from "@/lib/bounties/bounty-view";
import type { BatchView } from "@/lib/settlement/batch";
import { formatCount } from "@/lib/ui/format-number";
import { Hash } from "@/lib/ui/hash";
import { Link } from "@/lib/ui/link";
import { Money, type Token } from "@/lib/ui/money";
import { Section } from "@/lib/ui/section";
import { type Column, Table } from "@/lib/ui/table";
import { Time } from "@/lib/ui/time";

type Props = {
  readonly bounty: BountyDetail;
  readonly batches: readonly BatchView[];
  readonly token: Token;
  readonly nowMs: number;
};

/** The bounty's settlements, each with its state, its money and the way to verify it. */
export function BatchTable({ bounty, batches, token, nowMs }: Props) {
  if (bounty.state === "draft" || bounty.state === "published") return null;
  return (
    <Section title="Batches" note="each with its evidence, open to everybody">
      {batches.length === 0 ? (
        <p className="max-w-[62ch] text-ink-3">
          Nothing is settled yet. When the owner settles, or the deadline passes, all answers given by then are paid in
          one batch.
        </p>
      ) : (
        <Table
          caption="Batches"
          columns={columns(token, nowMs)}
          rows={batches}
          rowKey={({ id }) => id}
          restack="list"
          detail={({ note }) => note}
        />
      )}
    </Section>
  );
}

const columns = (token: Token, nowMs: number): readonly Column<BatchView>[] => [
  {
    key: "batch",
    head: "Batch",
    title: true,
    phone: "start",
    cell: (batch) => (
      <>
        <Link href={`/batches/${batch.id}`}>
          Batch <span className="num">{batch.batchId ?? batch.seq}</span>
        </Link>
        <span className="ui-second">
          <Time atMs={batch.postedAtMs ?? batch.createdAtMs} nowMs={nowMs} />
        </span>
      </>
    ),
  },
  { key: "state", head: "State", phone: "end", cell: (batch) => <BatchStateWords batch={batch} nowMs={nowMs} /> },
  count("answers", "Answers"),
  count("annotators", "Annotators"),
  {
    key: "paid",
    head: "Paid",
    align: "end",
    phone: "named",
    cell: ({ totalUnits }) => <Money base={totalUnits} token={token} />,
  },
  {
    key: "tx",
    head: "Transaction",
    align: "end",
    phone: "named",
    cell: ({ txHash }) => (txHash === null ? "—" : <Hash hash={txHash} what="transaction" />),
  },
  {
    key: "verify",
    head: <span className="sr-only">Verify</span>,
    align: "end",
    phone: "full",
    cell: ({ id, evidence }) => (evidence === null ? null : <Link href={`/verify/${id}`}>Verify</Link>),
  },
];

function count(key: "answers" | "annotators", head: string): Column<BatchView> {
  return { key, head, align: "end", numeric: true, phone: "named", cell: (batch) => formatCount(batch[key]) };
}
