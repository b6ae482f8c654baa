import { useTranslations } from "next-intl";
import type { QualityReport } from "@/lib/consensus/quality-report";
import { formatShare } from "@/lib/ui/format-number";
import { Table } from "@/lib/ui/table";

type Row = QualityReport["coefficients"][number];

const share = (permille: number | null) => (permille === null ? "—" : formatShare(permille / 1000));

/** The usual coefficients of agreement, each with its interval; nothing where the last sweep knew none. */
export function AgreementTable({ coefficients }: { readonly coefficients: readonly Row[] }) {
  const t = useTranslations("quality");
  if (coefficients.length === 0) return null;
  return (
    <section>
      <h3 className="mb-3">{t("literature")}</h3>
      <Table
        caption={t("literatureCaption")}
        rows={[...coefficients]}
        rowKey={({ id }) => id}
        columns={[
          { key: "name", head: t("coefficient"), cell: ({ id }) => t(`coef-${id}`) },
          { key: "value", head: t("value"), align: "end", numeric: true, cell: (row) => share(row.permille) },
          {
            key: "interval",
            head: "95 %",
            align: "end",
            numeric: true,
            cell: ({ lowPermille, highPermille }) =>
              lowPermille === null ? "—" : t("interval", { low: share(lowPermille), high: share(highPermille) }),
          },
        ]}
      />
    </section>
  );
}
