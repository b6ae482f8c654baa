import { useTranslations } from "next-intl";
import type { DatasetSummary } from "@/lib/export/dataset";
import type { BatchView } from "@/lib/settlement/batch";
import { Fineness } from "@/lib/ui/fineness";
import { formatCount } from "@/lib/ui/format-number";
import { Link } from "@/lib/ui/link";
import { Money, type Token } from "@/lib/ui/money";
import { Section } from "@/lib/ui/section";
import { Table } from "@/lib/ui/table";
import { Time } from "@/lib/ui/time";
import { BatchStateWords } from "./batch-state";

type Props = {
  readonly batches: readonly BatchView[];
  readonly datasets: readonly DatasetSummary[];
  readonly token: Token;
  readonly nowMs: number;
};

/** What came out of bounties: the latest payments, each to be verified, and the latest datasets. */
export function Lately({ batches, datasets, token, nowMs }: Props) {
  const t = useTranslations("market");
  return (
    <div className="grid gap-x-12 md:grid-cols-2">
      <Section title={t("settledLately")} end={<Link href="/verify">{t("verifyBatch")}</Link>}>
        {batches.length === 0 ? (
          <p className="text-ink-3">{t("noneSettled")}</p>
        ) : (
          <Batches batches={batches} token={token} nowMs={nowMs} />
        )}
      </Section>
      <Section title={t("datasetsToTake")} end={<Link href="/datasets">{t("allDatasets")}</Link>}>
        {datasets.length === 0 ? (
          <p className="text-ink-3">{t("noDatasets")}</p>
        ) : (
          <Datasets datasets={datasets} nowMs={nowMs} />
        )}
      </Section>
    </div>
  );
}

function Batches({ batches, token, nowMs }: Pick<Props, "batches" | "token" | "nowMs">) {
  const t = useTranslations("market");
  return (
    <Table
      caption={t("settledLately")}
      rows={batches}
      rowKey={({ id }) => id}
      columns={[
        {
          key: "batch",
          head: t("batch"),
          title: true,
          cell: (batch) => (
            <>
              <Link href={`/verify/${batch.id}`}>{batch.bountyTitle}</Link>
              <span className="ui-second">
                <Time atMs={batch.finalAtMs ?? batch.postedAtMs ?? batch.createdAtMs} nowMs={nowMs} /> ·{" "}
                {t("annotators", { count: batch.annotators })}
              </span>
            </>
          ),
        },
        {
          key: "paid",
          head: t("paid"),
          align: "end",
          cell: (batch) => <Money base={batch.totalUnits} token={token} />,
        },
        { key: "state", head: t("state"), cell: (batch) => <BatchStateWords batch={batch} nowMs={nowMs} /> },
      ]}
    />
  );
}

function Datasets({ datasets, nowMs }: Pick<Props, "datasets" | "nowMs">) {
  const t = useTranslations("market");
  return (
    <Table
      caption={t("datasetsToTake")}
      rows={datasets}
      rowKey={({ id }) => id}
      columns={[
        {
          key: "title",
          head: t("dataset"),
          title: true,
          cell: ({ id, title, settledAtMs }) => (
            <>
              <Link href={`/datasets/${id}`}>{title}</Link>
              {settledAtMs !== null && (
                <span className="ui-second">
                  <Time atMs={settledAtMs} nowMs={nowMs} />
                </span>
              )}
            </>
          ),
        },
        { key: "items", head: t("items"), align: "end", numeric: true, cell: ({ items }) => formatCount(items) },
        {
          key: "answers",
          head: t("answers"),
          align: "end",
          numeric: true,
          cell: ({ answers }) => formatCount(answers),
        },
        {
          key: "fineness",
          head: t("fineness"),
          align: "end",
          cell: ({ finenessPermille }) => <Fineness permille={finenessPermille} />,
        },
      ]}
    />
  );
}
