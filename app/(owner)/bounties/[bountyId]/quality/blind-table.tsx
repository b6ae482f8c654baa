import { useTranslations } from "next-intl";
import type { QualityReport } from "@/lib/consensus/quality-report";
import { formatCount, formatPercent } from "@/lib/ui/format-number";
import { Table } from "@/lib/ui/table";
import { useTimeWords } from "@/lib/ui/use-time-words";
import { blindFinding } from "./findings";

type Slice = QualityReport["blind"];
type Row = { readonly name: string; readonly blind: string; readonly assisted: string };

/** Answers given without a suggestion on the screen against those given beside one. */
export function BlindTable({ report }: { readonly report: QualityReport }) {
  const t = useTranslations("quality");
  const times = useTimeWords();
  const { blind, assisted } = report;
  const both = (name: string, write: (slice: Slice) => string): Row => ({
    name,
    blind: write(blind),
    assisted: write(assisted),
  });
  const rows: Row[] = [
    both(t("blindGold"), ({ goldRight, goldSeen }) => formatPercent(goldRight, goldSeen)),
    both(t("blindRight"), ({ rightPermille }) => (rightPermille === null ? "—" : formatPercent(rightPermille, 1000))),
    both(t("blindTime"), ({ medianLeadMs }) => (medianLeadMs === null ? "—" : times.duration(medianLeadMs))),
    both(t("answers"), ({ answers }) => formatCount(answers)),
    {
      name: t("blindFollowed"),
      blind: "—",
      assisted: formatPercent(assisted.wrongFollowed, assisted.wrongShown, 0),
    },
  ];
  return (
    <section>
      <h3 className="mb-3">{blindFinding(t, report)}</h3>
      <Table
        caption={t("blindCaption")}
        rows={rows}
        rowKey={({ name }) => name}
        columns={[
          { key: "name", head: <span className="sr-only">{t("measure")}</span>, cell: ({ name }) => name },
          { key: "blind", head: t("blind"), align: "end", numeric: true, cell: (row) => row.blind },
          { key: "assisted", head: t("assisted"), align: "end", numeric: true, cell: (row) => row.assisted },
        ]}
      />
    </section>
  );
}
