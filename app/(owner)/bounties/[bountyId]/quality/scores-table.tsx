import { useTranslations } from "next-intl";
import type { QualityReport } from "@/lib/consensus/quality-report";
import { formatShare } from "@/lib/ui/format-number";
import { Table } from "@/lib/ui/table";

/** The best so many are shown. */
const SHOWN = 50;

/** Who made what was compared, by how often it is preferred; groups that no comparison connects are told apart. */
export function ScoresTable({ scores }: { readonly scores: NonNullable<QualityReport["scores"]> }) {
  const t = useTranslations("quality");
  const { things, components, leftPermille } = scores;
  if (things.length === 0) return null;
  const rows = things.slice(0, SHOWN);
  const caption = t("scoresCaption");
  return (
    <section>
      <h3 className="mb-3">{t("scores")}</h3>
      <Table
        caption={
          rows.length < things.length ? t("scoresSome", { caption, shown: rows.length, all: things.length }) : caption
        }
        rows={rows}
        rowKey={({ id }) => id}
        columns={[
          { key: "thing", head: t("madeBy"), cell: ({ id }) => id },
          ...(components > 1
            ? [{ key: "group", head: t("group"), cell: ({ component }: (typeof rows)[number]) => component + 1 }]
            : []),
          {
            key: "score",
            head: t("score"),
            align: "end",
            numeric: true,
            cell: ({ permille }) => (permille === null ? "—" : formatShare(permille / 1000)),
          },
          { key: "comparisons", head: t("answers"), align: "end", numeric: true, cell: (row) => row.comparisons },
          { key: "bad", head: t("bothBad"), align: "end", numeric: true, cell: (row) => row.bothBad },
        ]}
      />
      <p className="mt-3">
        {t("leftBias", { share: formatShare(leftPermille / 1000) })} {components > 1 && t("groupsApart")}
      </p>
    </section>
  );
}
