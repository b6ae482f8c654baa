import type { QualityReport } from "@/lib/consensus/quality-report";
import { formatShare } from "@/lib/ui/format-number";
import { Table } from "@/lib/ui/table";

/** The best so many are shown. */
const SHOWN = 50;

/** Who made what was compared, by how often it is preferred; groups that no comparison connects are told apart. */
export function ScoresTable({ scores }: { readonly scores: NonNullable<QualityReport["scores"]> }) {
  const { things, components, leftPermille } = scores;
  if (things.length === 0) return null;
  const rows = things.slice(0, SHOWN);
  const shown = rows.length < things.length ? `, the first ${rows.length} of ${things.length}` : "";
  return (
    <section>
      <h3 className="mb-3">Scores of what was compared</h3>
      <Table
        caption={`Chance to be preferred to another of them, Bradley-Terry by annotators’ reliability${shown}`}
        rows={rows}
        rowKey={({ id }) => id}
        columns={[
          { key: "thing", head: "Made by", cell: ({ id }) => id },
          ...(components > 1
            ? [{ key: "group", head: "Group", cell: ({ component }: (typeof rows)[number]) => component + 1 }]
            : []),
          {
            key: "score",
            head: "Score",
            align: "end",
            numeric: true,
            cell: ({ permille }) => (permille === null ? "—" : formatShare(permille / 1000)),
          },
          { key: "comparisons", head: "Answers", align: "end", numeric: true, cell: (row) => row.comparisons },
          { key: "bad", head: "Both bad", align: "end", numeric: true, cell: (row) => row.bothBad },
        ]}
      />
      <p className="mt-3">
        Of two equals the left one is preferred {formatShare(leftPermille / 1000)} of the time; the scores leave that
        out.
        {components > 1 && " No comparison connects the groups, so their scores do not compare."}
      </p>
    </section>
  );
}
