"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import type { DatasetView } from "@/lib/export/dataset";
import type { BatchView } from "@/lib/settlement/batch";
import { formatBytes } from "@/lib/ui/format-number";
import { Hash } from "@/lib/ui/hash";
import { Icon } from "@/lib/ui/icon";
import { Section } from "@/lib/ui/section";
import { type Column, Table } from "@/lib/ui/table";
import type { DatasetTranslator } from "../dataset-translator";
import { datasetQuery } from "./dataset-queries";
import { DownloadOptions } from "./download-options";
import { Versions } from "./versions";

type Props = { readonly first: DatasetView; readonly batches: readonly BatchView[] };

type Row = {
  /** With its options and loss report; absent for evidence, which has none. */
  readonly file?: DatasetView["downloads"][number];
  readonly key: string;
  readonly title: string;
  readonly use: string;
  readonly leavesOut: string;
  readonly bytes: number | null;
  readonly sha256: string | null;
  readonly href: string;
};

/** How soon to look again for sizes and checksums right after settlement. */
const WAIT_MS = 2_000;

/** Every file of the dataset with size and checksum, and the evidence of each batch. */
export function Downloads({ first, batches }: Props) {
  const t = useTranslations("dataset");
  const { data: dataset } = useQuery({
    ...datasetQuery(first.id),
    initialData: first,
    refetchInterval: ({ state: { data } }) => (data?.state === "settled" && isUnweighed(data) ? WAIT_MS : false),
  });
  const rows = [
    ...dataset.downloads.map((file) => exportRow(dataset, file)),
    ...batches.flatMap((batch) => evidenceRow(t, batch)),
  ];
  return (
    <Section title={t("download")} note={t("downloadNote")} id="download">
      <Table
        caption={t("downloads")}
        columns={columns(t)}
        rows={rows}
        rowKey={(row) => row.key}
        restack="list"
        detail={({ file }) => file && <DownloadOptions id={dataset.id} file={file} />}
      />
      <Versions dataset={dataset} />
    </Section>
  );
}

const isUnweighed = ({ downloads }: DatasetView) => downloads.some(({ sha256 }) => sha256 === null);

function exportRow({ id }: DatasetView, file: DatasetView["downloads"][number]): Row {
  return {
    file,
    key: file.format,
    title: file.title,
    use: file.use,
    leavesOut: file.leavesOut,
    bytes: file.bytes,
    sha256: file.sha256,
    href: `/api/v1/datasets/${id}/export?format=${file.format}`,
  };
}

function evidenceRow(t: DatasetTranslator, { id, batchId, evidence }: BatchView): Row[] {
  if (!evidence) return [];
  return [
    {
      key: id,
      title: t("evidenceOf", { number: batchId ?? "" }),
      use: t("evidenceUse"),
      leavesOut: t("evidenceLeaves"),
      ...evidence,
      href: `/api/v1/batches/${id}/evidence`,
    },
  ];
}

const columns = (t: DatasetTranslator): readonly Column<Row>[] => [
  {
    key: "title",
    head: t("format"),
    phone: "full",
    cell: (row) => <strong className="font-[550]">{row.title}</strong>,
  },
  { key: "use", head: t("for"), phone: "full", cell: (row) => <span className="text-ink-3">{row.use}</span> },
  {
    key: "size",
    head: t("size"),
    align: "end",
    numeric: true,
    phone: "named",
    cell: (row) => <span className="whitespace-nowrap">{row.bytes === null ? "—" : formatBytes(row.bytes)}</span>,
  },
  {
    key: "sha",
    head: "SHA-256",
    phone: "named",
    cell: (row) =>
      row.sha256 === null ? (
        <span className="text-ink-3">{t("weighed")}</span>
      ) : (
        <span className="whitespace-nowrap">
          <Hash hash={row.sha256} what={t("checksumOf", { title: row.title })} />
        </span>
      ),
  },
  {
    key: "leaves",
    head: t("leavesOut"),
    phone: "named",
    cell: (row) => <span className="text-ink-3">{row.leavesOut}</span>,
  },
  {
    key: "get",
    head: <span className="sr-only">{t("get")}</span>,
    align: "end",
    phone: "corner",
    cell: (row) => (
      <a
        className="ui-icon-button"
        href={row.href}
        download
        aria-label={t("downloadTitle", { title: row.title })}
        title={t("downloadTitle", { title: row.title })}
      >
        <Icon name="download" />
      </a>
    ),
  },
];
