"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import type { ContestedView, LabelShare } from "@/lib/consensus/quality-view";
import { Button } from "@/lib/ui/button";
import { EmptyState } from "@/lib/ui/empty-state";
import { formatCount, formatShare } from "@/lib/ui/format-number";
import { SplitBar } from "@/lib/ui/split-bar";
import { type Column, Table } from "@/lib/ui/table";
import { itemColumns } from "./item-columns";
import type { QualityTranslator } from "./quality-translator";

type Props = { readonly rows: readonly ContestedView[]; readonly overlap: number };

const FIRST_ROWS = 10;

/** Items whose answers do not agree, the most undecided first. Those that nobody has doubted yet are left out. */
export function ContestedTable({ rows, overlap }: Props) {
  const t = useTranslations("quality");
  const [all, setAll] = useState(false);
  const doubted = rows.filter(({ entropyMillibits, answers }) => entropyMillibits > 0 && answers > 1);
  if (doubted.length === 0) return <EmptyState title={t("nothingContested")}>{t("nothingContestedWords")}</EmptyState>;
  return (
    <>
      <Table
        caption={t("contested")}
        columns={columns(t, overlap)}
        rows={all ? doubted : doubted.slice(0, FIRST_ROWS)}
        rowKey={(row) => row.item}
        restack="list"
      />
      {!all && doubted.length > FIRST_ROWS && (
        <p className="mt-3">
          <Button onClick={() => setAll(true)}>{t("showAll", { count: doubted.length })}</Button>
        </p>
      )}
    </>
  );
}

const columns = (t: QualityTranslator, overlap: number): readonly Column<ContestedView>[] => [
  ...itemColumns(t),
  {
    key: "split",
    head: t("posterior"),
    phone: "full",
    width: "180px",
    cell: (row) => (
      <span className="block pt-1.5">
        <SplitBar parts={partsOf(t, row)} />
      </span>
    ),
  },
  { key: "leads", head: t("leads"), phone: "named", cell: (row) => <Share share={row.leads} /> },
  { key: "next", head: t("next"), phone: "named", cell: (row) => <Share share={row.next} /> },
  {
    key: "answers",
    head: t("answers"),
    align: "end",
    numeric: true,
    phone: "named",
    cell: (row) =>
      row.state === "open"
        ? t("ofAnswers", { done: formatCount(row.answers), total: Math.max(overlap, row.answers + 1) })
        : formatCount(row.answers),
  },
  {
    key: "entropy",
    head: t("entropy"),
    align: "end",
    numeric: true,
    phone: "named",
    cell: (row) => (row.entropyMillibits / 1000).toFixed(2),
  },
];

function Share({ share: { label, permille } }: { share: LabelShare }) {
  if (label === "") return <span className="text-ink-3">—</span>;
  return (
    <span>
      {label} <span className="num text-ink-3">{formatShare(permille / 1000, 2)}</span>
    </span>
  );
}

function partsOf(t: QualityTranslator, { leads, next }: ContestedView) {
  const rest = Math.max(0, 1000 - leads.permille - next.permille);
  return [leads, next, { label: t("allOthers"), permille: rest }]
    .filter(({ permille, label }) => permille > 0 && label !== "")
    .map(({ label, permille }) => ({ label, share: permille / 1000 }));
}
