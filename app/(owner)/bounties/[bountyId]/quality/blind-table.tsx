import type { QualityReport } from "@/lib/consensus/quality-report";
import { formatCount, formatPercent } from "@/lib/ui/format-number";
import { durationWords } from "@/lib/ui/format-time";
import { Table } from "@/lib/ui/table";
import { blindFinding } from "./findings";

type Slice = QualityReport["blind"];
type Row = { readonly name: string; readonly blind: string; readonly assisted: string };

/** Answers given without a suggestion on the screen against those given beside one. */
export function BlindTable({ report }: { readonly report: QualityReport }) {
  const { blind, assisted } = report;
  const both = (name: string, write: (slice: Slice) => string): Row => ({
    name,
    blind: write(blind),
    assisted: write(assisted),
  });
  const rows: Row[] = [
    both("Right on gold", ({ goldRight, goldSeen }) => formatPercent(goldRight, goldSeen)),
    both("Agrees with the label", ({ rightPermille }) =>
      rightPermille === null ? "—" : formatPercent(rightPermille, 1000),
    ),
    both("Median time", ({ medianLeadMs }) => (medianLeadMs === null ? "—" : durationWords(medianLeadMs))),
    both("Answers", ({ answers }) => formatCount(answers)),
    {
      name: "Followed a wrong suggestion",
      blind: "—",
      assisted: formatPercent(assisted.wrongFollowed, assisted.wrongShown, 0),
    },
  ];
  return (
    <section>
      <h3 className="mb-3">{blindFinding(report)}</h3>
      <Table
        caption="Blind against assisted answers"
        rows={rows}
        rowKey={({ name }) => name}
        columns={[
          { key: "name", head: <span className="sr-only">Measure</span>, cell: ({ name }) => name },
          { key: "blind", head: "Blind", align: "end", numeric: true, cell: (row) => row.blind },
          { key: "assisted", head: "Assisted", align: "end", numeric: true, cell: (row) => row.assisted },
        ]}
      />
    </section>
  );
}
