import { useTranslations } from "next-intl";
import type { DatasetSummary } from "@/lib/export/dataset";
import { Fineness } from "@/lib/ui/fineness";
import { formatCount, formatShare } from "@/lib/ui/format-number";
import { Link } from "@/lib/ui/link";
import { shorten } from "@/lib/ui/shorten";
import { type Column, Table } from "@/lib/ui/table";
import { Time } from "@/lib/ui/time";
import type { DatasetTranslator } from "./dataset-translator";

type Props = { readonly datasets: readonly DatasetSummary[]; readonly nowMs: number };

/** Datasets as a dense list: how much, how pure, how agreed, and what can be checked. */
export function DatasetList({ datasets, nowMs }: Props) {
  const t = useTranslations("dataset");
  return (
    <>
      <Table
        caption={t("datasets")}
        columns={columns(t, nowMs)}
        rows={datasets}
        rowKey={(row) => row.id}
        restack="pairs"
        middle
      />
      <p className="mt-3 text-sm text-ink-3">{t("legend")}</p>
    </>
  );
}

function columns(t: DatasetTranslator, nowMs: number): Column<DatasetSummary>[] {
  return [
    {
      key: "title",
      head: t("dataset"),
      title: true,
      phone: "full",
      cell: (row) => (
        <>
          <Link href={`/datasets/${row.id}`}>{row.title}</Link>
          <span className="ui-second">
            {t.rich(row.settledAtMs === null ? "byOwner" : "bySettled", {
              owner: shorten(row.owner),
              num: (words) => <span className="num">{words}</span>,
              time: () => <Time atMs={row.settledAtMs ?? nowMs} nowMs={nowMs} />,
            })}
          </span>
        </>
      ),
    },
    count("items", t("items"), (row) => row.items),
    count("labels", t("labels"), (row) => row.classes),
    count("answers", t("answers"), (row) => row.answers),
    {
      key: "fineness",
      head: t("fineness"),
      align: "end",
      phone: "half",
      cell: (row) => <Fineness permille={row.answers > 0 ? row.finenessPermille : null} />,
    },
    {
      key: "alpha",
      head: t("agreement"),
      align: "end",
      numeric: true,
      phone: "half",
      cell: (row) => (row.alphaPermille === null ? "—" : `${formatShare(row.alphaPermille / 1000)} α`),
    },
    {
      key: "verify",
      head: t("verify"),
      align: "end",
      phone: "named",
      cell: (row) => (
        <span className="inline-flex flex-wrap justify-end gap-x-3">
          {row.batchIds.length === 0
            ? t("noBatch")
            : row.batchIds.map((id, index) => (
                <Link
                  key={id}
                  href={`/verify/${id}`}
                  aria-label={t("verifyBatchOf", { number: index + 1, title: row.title })}
                >
                  {t("batchNo", { number: index + 1 })}
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
