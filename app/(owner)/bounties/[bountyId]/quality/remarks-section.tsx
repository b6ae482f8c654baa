import { useTranslations } from "next-intl";
import { REMARK_REASONS, type RemarkKind } from "@/lib/assignments/remark-reasons";
import type { QualityView } from "@/lib/consensus/quality-view";
import { formatCount } from "@/lib/ui/format-number";
import { Section } from "@/lib/ui/section";
import { type Column, Table } from "@/lib/ui/table";
import { itemColumns } from "./item-columns";
import type { QualityTranslator } from "./quality-translator";

type Remarks = QualityView["remarks"];
type Report = Remarks["reports"][number];
type Skip = Remarks["skips"][number];

/** What annotators say of items they gave back: why they skipped, and which items they reported. Nothing where nobody did. */
export function RemarksSection({ remarks }: { readonly remarks: Remarks }) {
  const t = useTranslations("quality");
  const reasonWords = useReasonWords();
  const { skips, reports, reported } = remarks;
  return (
    <>
      {reports.length > 0 && (
        <Section title={t("reported")} note={noteOf(t, reports.length, reported)}>
          <Table
            caption={t("reported")}
            columns={reportColumns(t)}
            rows={reports}
            rowKey={({ item }) => item}
            restack="list"
          />
        </Section>
      )}
      {skips.length > 0 && (
        <Section title={t("skips")} note={t("skipsNote")}>
          <div className="max-w-120">
            <Table
              caption={t("skipsCaption")}
              columns={skipColumns(t, reasonWords)}
              rows={skips}
              rowKey={({ reason }) => reason}
            />
          </div>
        </Section>
      )}
    </>
  );
}

const noteOf = (t: QualityTranslator, shown: number, all: number) =>
  shown < all ? t("reportedSome", { shown, all: formatCount(all) }) : t("reportedAll");

type ReasonWords = (kind: RemarkKind, reason: string) => string;

/** A stored reason as the annotator has read it, in the language of the page; the key itself where it is not known any more. */
function useReasonWords(): ReasonWords {
  const t = useTranslations("bench");
  return (kind, reason) => {
    const known = Object.hasOwn(REMARK_REASONS[kind], reason);
    return known ? t(`${kind}-${reason}` as "skip-unsure") : reason;
  };
}

const reportColumns = (t: QualityTranslator): readonly Column<Report>[] => [
  ...itemColumns(t),
  { key: "said", head: t("wrongWith"), phone: "full", cell: ({ said }) => <Said said={said} /> },
  {
    key: "reports",
    head: t("reports"),
    align: "end",
    numeric: true,
    phone: "named",
    cell: ({ said }) => formatCount(said.length),
  },
];

const skipColumns = (t: QualityTranslator, reasonWords: ReasonWords): readonly Column<Skip>[] => [
  { key: "reason", head: t("reason"), cell: ({ reason }) => reasonWords("skip", reason) },
  { key: "count", head: t("skipCount"), align: "end", numeric: true, cell: ({ count }) => formatCount(count) },
];

/** Reasons, each once with its number, and every annotator's own words. */
function Said({ said }: Pick<Report, "said">) {
  const reasonWords = useReasonWords();
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
