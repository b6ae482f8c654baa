import { reasonWords } from "@/lib/assignments/remark-reasons";
import type { QualityView } from "@/lib/consensus/quality-view";
import { formatCount } from "@/lib/ui/format-number";
import { Section } from "@/lib/ui/section";
import { type Column, Table } from "@/lib/ui/table";
import { ITEM_COLUMNS } from "./item-columns";

type Remarks = QualityView["remarks"];
type Report = Remarks["reports"][number];
type Skip = Remarks["skips"][number];

/** What annotators say of items they gave back: why they skipped, and which items they reported. Nothing where nobody did. */
export function RemarksSection({ remarks }: { readonly remarks: Remarks }) {
  const { skips, reports, reported } = remarks;
  return (
    <>
      {reports.length > 0 && (
        <Section title="Reported items" note={noteOf(reports.length, reported)}>
          <Table caption="Reported items" columns={REPORTS} rows={reports} rowKey={({ item }) => item} restack="list" />
        </Section>
      )}
      {skips.length > 0 && (
        <Section title="Why items were skipped" note="as those who skipped them say">
          <div className="max-w-120">
            <Table caption="Reasons for skipping" columns={SKIPS} rows={skips} rowKey={({ reason }) => reason} />
          </div>
        </Section>
      )}
    </>
  );
}

const noteOf = (shown: number, all: number) =>
  shown < all ? `the ${shown} reported most, of ${formatCount(all)}` : "most reports first";

const REPORTS: readonly Column<Report>[] = [
  ...ITEM_COLUMNS,
  { key: "said", head: "What is wrong with it", phone: "full", cell: ({ said }) => <Said said={said} /> },
  {
    key: "reports",
    head: "Reports",
    align: "end",
    numeric: true,
    phone: "named",
    cell: ({ said }) => formatCount(said.length),
  },
];

const SKIPS: readonly Column<Skip>[] = [
  { key: "reason", head: "Reason", cell: ({ reason }) => reasonWords("skip", reason) },
  { key: "count", head: "Skips", align: "end", numeric: true, cell: ({ count }) => formatCount(count) },
];

/** Reasons, each once with its number, and every annotator's own words. */
function Said({ said }: Pick<Report, "said">) {
  const counts = new Map<string, number>();
  for (const { reason } of said) counts.set(reason, (counts.get(reason) ?? 0) + 1);
  const words = [...new Set(said.map((one) => one.words))].filter((one) => one !== "");
  return (
    <span className="grid gap-1">
      <span>
        {[...counts].map(([reason, n]) => `${reasonWords("report", reason)}${n > 1 ? ` (${n})` : ""}`).join(" · ")}
      </span>
      {words.map((own) => (
        <q key={own} className="text-sm text-ink-3 [overflow-wrap:anywhere]">
          {own}
        </q>
      ))}
    </span>
  );
}
