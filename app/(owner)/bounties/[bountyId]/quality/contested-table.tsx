import { ItemContent } from "@/app/item-content";
import type { ContestedView, LabelShare } from "@/lib/consensus/quality-view";
import { EmptyState } from "@/lib/ui/empty-state";
import { formatCount, formatShare } from "@/lib/ui/format-number";
import { SplitBar } from "@/lib/ui/split-bar";
import { type Column, Table } from "@/lib/ui/table";

/** Items whose answers do not settle them, the most undecided first. */
export function ContestedTable({ rows }: { readonly rows: readonly ContestedView[] }) {
  if (rows.length === 0)
    return (
      <EmptyState title="Nothing is contested">
        Every item that has its answers has a certain enough label. Disagreement would show here, not vanish.
      </EmptyState>
    );
  return <Table caption="Contested items" columns={COLUMNS} rows={rows} rowKey={(row) => row.item} restack="list" />;
}

const COLUMNS: readonly Column<ContestedView>[] = [
  { key: "id", head: "Item", numeric: true, phone: "full", cell: (row) => <span title={row.item}>{row.id}</span> },
  {
    key: "content",
    head: "Content",
    phone: "full",
    width: "40%",
    cell: (row) => <ItemContent id={row.id} text={row.text} asset={row.asset} />,
  },
  {
    key: "split",
    head: "Posterior",
    phone: "full",
    width: "180px",
    cell: (row) => (
      <span className="block pt-1.5">
        <SplitBar parts={partsOf(row)} />
      </span>
    ),
  },
  { key: "leads", head: "Leads", phone: "named", cell: (row) => <Share share={row.leads} /> },
  { key: "next", head: "Next", phone: "named", cell: (row) => <Share share={row.next} /> },
  {
    key: "answers",
    head: "Answers",
    align: "end",
    numeric: true,
    phone: "named",
    cell: (row) => formatCount(row.answers),
  },
  {
    key: "entropy",
    head: "Entropy, bits",
    align: "end",
    numeric: true,
    phone: "named",
    cell: (row) => (row.entropyMillibits / 1000).toFixed(2),
  },
];

function Share({ share: { label, permille } }: { share: LabelShare }) {
  if (label === "") return <span className="text-ink-3">—</span>;
  return (
    <span>
      {label} <span className="num text-ink-3">{formatShare(permille / 1000, 2)}</span>
    </span>
  );
}

function partsOf({ leads, next }: ContestedView) {
  const rest = Math.max(0, 1000 - leads.permille - next.permille);
  return [leads, next, { label: "all others", permille: rest }]
    .filter(({ permille, label }) => permille > 0 && label !== "")
    .map(({ label, permille }) => ({ label, share: permille / 1000 }));
}
