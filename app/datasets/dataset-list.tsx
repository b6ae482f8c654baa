import type { DatasetSummary } from "@/lib/export/dataset";
import { Fineness } from "@/lib/ui/fineness";
import { formatCount, formatShare } from "@/lib/ui/format-number";
import { Link } from "@/lib/ui/link";
import { shorten } from "@/lib/ui/shorten";
import { type Column, Table } from "@/lib/ui/table";
import { Time } from "@/lib/ui/time";

type Props = { readonly datasets: readonly DatasetSummary[]; readonly nowMs: number };

/** Datasets as a dense list: how much, how pure, how agreed, and what can be checked. */
export function DatasetList({ datasets, nowMs }: Props) {
  return (
    <>
      <Table
        caption="Datasets"
        columns={columns(nowMs)}
        rows={datasets}
        rowKey={(row) => row.id}
        restack="pairs"
        middle
      />
      <p className="mt-3 text-sm text-ink-3">
        Fineness: mean certainty of the labels, in parts per thousand. Agreement: Krippendorff’s α over all answers.
      </p>
    </>
  );
}

function columns(nowMs: number): Column<DatasetSummary>[] {
  return [
    {
      key: "title",
      head: "Dataset",
      title: true,
      phone: "full",
      cell: (row) => (
        <>
          <Link href={`/datasets/${row.id}`}>{row.title}</Link>
          <span className="ui-second">
            by <span className="num">{shorten(row.owner)}</span>
            {row.settledAtMs !== null && (
              <>
                , settled <Time atMs={row.settledAtMs} nowMs={nowMs} />
              </>
            )}
          </span>
        </>
      ),
    },
    count("items", "Items", (row) => row.items),
    count("labels", "Labels", (row) => row.classes),
    count("answers", "Answers", (row) => row.answers),
    {
      key: "fineness",
      head: "Fineness",
      align: "end",
      phone: "half",
      cell: (row) => <Fineness permille={row.answers > 0 ? row.finenessPermille : null} />,
    },
    {
      key: "alpha",
      head: "Agreement",
      align: "end",
      numeric: true,
      phone: "half",
      cell: (row) => (row.alphaPermille === null ? "—" : `${formatShare(row.alphaPermille / 1000)} α`),
    },
    {
      key: "verify",
      head: "Verify",
      align: "end",
      phone: "named",
      cell: (row) => (
        <span className="inline-flex flex-wrap justify-end gap-x-3">
          {row.batchIds.length === 0
            ? "no batch"
            : row.batchIds.map((id, index) => (
                <Link key={id} href={`/verify/${id}`} aria-label={`Verify batch ${index + 1} of ${row.title}`}>
                  batch {index + 1}
                </Link>
              ))}
        </span>
      ),
    },
  ];
}

function count(key: string, head: string, read: (row: DatasetSummary) => number): Column<DatasetSummary> {
  return { key, head, align: "end", numeric: true, phone: "half", cell: (row) => formatCount(read(row)) };
}
