import type { DatasetSummary } from "@/lib/export/dataset";
import type { BatchView } from "@/lib/settlement/batch";
import { Fineness } from "@/lib/ui/fineness";
import { countOf, formatCount } from "@/lib/ui/format-number";
import { Link } from "@/lib/ui/link";
import { Money, type Token } from "@/lib/ui/money";
import { Section } from "@/lib/ui/section";
import { Table } from "@/lib/ui/table";
import { Time } from "@/lib/ui/time";
import { BatchStateWords } from "./batch-state";

type Props = {
  readonly batches: readonly BatchView[];
  readonly datasets: readonly DatasetSummary[];
  readonly token: Token;
  readonly nowMs: number;
};

/** What came out of bounties: the latest payments, each to be verified, and the latest datasets. */
export function Lately({ batches, datasets, token, nowMs }: Props) {
  return (
    <div className="grid gap-x-12 md:grid-cols-2">
      <Section title="Settled lately" end={<Link href="/verify">Verify a batch</Link>}>
        {batches.length === 0 ? (
          <p className="text-ink-3">No bounty has been settled yet. Its batch stands here, for everybody to verify.</p>
        ) : (
          <Batches batches={batches} token={token} nowMs={nowMs} />
        )}
      </Section>
      <Section title="Datasets to take" end={<Link href="/datasets">All datasets</Link>}>
        {datasets.length === 0 ? (
          <p className="text-ink-3">The first dataset is released when the first bounty is settled.</p>
        ) : (
          <Datasets datasets={datasets} nowMs={nowMs} />
        )}
      </Section>
    </div>
  );
}

function Batches({ batches, token, nowMs }: Pick<Props, "batches" | "token" | "nowMs">) {
  return (
    <Table
      caption="Settled lately"
      rows={batches}
      rowKey={({ id }) => id}
      columns={[
        {
          key: "batch",
          head: "Batch",
          title: true,
          cell: (batch) => (
            <>
              <Link href={`/verify/${batch.id}`}>{batch.bountyTitle}</Link>
              <span className="ui-second">
                <Time atMs={batch.finalAtMs ?? batch.postedAtMs ?? batch.createdAtMs} nowMs={nowMs} /> ·{" "}
                {countOf(batch.annotators, "annotator")}
              </span>
            </>
          ),
        },
        { key: "paid", head: "Paid", align: "end", cell: (batch) => <Money base={batch.totalUnits} token={token} /> },
        { key: "state", head: "State", cell: (batch) => <BatchStateWords batch={batch} nowMs={nowMs} /> },
      ]}
    />
  );
}

function Datasets({ datasets, nowMs }: Pick<Props, "datasets" | "nowMs">) {
  return (
    <Table
      caption="Datasets to take"
      rows={datasets}
      rowKey={({ id }) => id}
      columns={[
        {
          key: "title",
          head: "Dataset",
          title: true,
          cell: ({ id, title, settledAtMs }) => (
            <>
              <Link href={`/datasets/${id}`}>{title}</Link>
              {settledAtMs !== null && (
                <span className="ui-second">
                  <Time atMs={settledAtMs} nowMs={nowMs} />
                </span>
              )}
            </>
          ),
        },
        { key: "items", head: "Items", align: "end", numeric: true, cell: ({ items }) => formatCount(items) },
        { key: "answers", head: "Answers", align: "end", numeric: true, cell: ({ answers }) => formatCount(answers) },
        {
          key: "fineness",
          head: "Fineness",
          align: "end",
          cell: ({ finenessPermille }) => <Fineness permille={finenessPermille} />,
        },
      ]}
    />
  );
}
