import type { QualityReport } from "@/lib/consensus/quality-report";
import { formatShare } from "@/lib/ui/format-number";
import { Table } from "@/lib/ui/table";

type Row = QualityReport["coefficients"][number];

const NAMES: Readonly<Record<Row["id"], string>> = {
  percent: "Agreeing pairs",
  cohen: "Cohen’s κ, mean of pairs of annotators",
  fleiss: "Fleiss’ κ",
  alpha: "Krippendorff’s α",
  ac1: "Gwet’s AC1",
  "alpha-ordinal": "Krippendorff’s α, ordinal",
  "alpha-interval": "Krippendorff’s α, interval",
  "alpha-distance": "Krippendorff’s α, by distance",
  ac2: "Gwet’s AC2, by distance",
};

const share = (permille: number | null) => (permille === null ? "—" : formatShare(permille / 1000));

/** The usual coefficients of agreement, each with its interval; nothing where the last sweep knew none. */
export function AgreementTable({ coefficients }: { readonly coefficients: readonly Row[] }) {
  if (coefficients.length === 0) return null;
  return (
    <section>
      <h3 className="mb-3">Agreement, as the literature counts it</h3>
      <Table
        caption="Coefficients of agreement with 95 % intervals, from 200 resamples of the items"
        rows={[...coefficients]}
        rowKey={({ id }) => id}
        columns={[
          { key: "name", head: "Coefficient", cell: ({ id }) => NAMES[id] },
          { key: "value", head: "Value", align: "end", numeric: true, cell: (row) => share(row.permille) },
          {
            key: "interval",
            head: "95 %",
            align: "end",
            numeric: true,
            cell: ({ lowPermille, highPermille }) =>
              lowPermille === null ? "—" : `${share(lowPermille)} to ${share(highPermille)}`,
          },
        ]}
      />
    </section>
  );
}
