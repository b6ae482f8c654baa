"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { ItemContent } from "@/app/item-content";
import { datasetRowsQuery } from "@/lib/client/queries";
import { useErrorWords } from "@/lib/client/use-error-words";
import type { RowView } from "@/lib/export/dataset";
import { Button } from "@/lib/ui/button";
import { Certainty } from "@/lib/ui/certainty";
import { EmptyState } from "@/lib/ui/empty-state";
import { ErrorState } from "@/lib/ui/error-state";
import { formatCount } from "@/lib/ui/format-number";
import { SectionHead } from "@/lib/ui/section";
import { type Column, Table } from "@/lib/ui/table";
import { Tag } from "@/lib/ui/tag";
import { Verdict } from "@/lib/ui/verdict";
import type { DatasetTranslator } from "../dataset-translator";
import { EVERY_ITEM, filterQuery, ItemFilters } from "./item-filters";
import { ROWS_A_PAGE } from "./rows-a-page";

type Page = { readonly rows: readonly RowView[]; readonly next: string | null };
type Props = {
  readonly dataset: {
    readonly id: string;
    readonly title: string;
    readonly total: number;
    readonly labels: readonly string[];
  };
  readonly first: Page;
};

/** Under this a label is in doubt, whatever leads. */
const DOUBT_PERMILLE = 600;

/** The items with label, certainty and number of answers, page by page in the order of the download. */
export function ItemViewer({ dataset, first }: Props) {
  const t = useTranslations("dataset");
  const say = useErrorWords();
  const [trail, setTrail] = useState<readonly string[]>([""]);
  const [filter, setFilter] = useState(EVERY_ITEM);
  const only = filterQuery(filter);
  const after = trail.at(-1) ?? "";
  const query = useQuery({
    ...datasetRowsQuery(dataset.id, after, ROWS_A_PAGE, only),
    placeholderData: keepPreviousData,
    ...(after === "" && only === "" && { initialData: { rows: [...first.rows], next: first.next } }),
  });
  const { rows, next } = query.data ?? { rows: [], next: null };
  const from = (trail.length - 1) * ROWS_A_PAGE;
  const moving = query.isPlaceholderData;
  return (
    <section aria-labelledby="items-and-answers">
      <SectionHead titleId="items-and-answers" title={t("itemsAndAnswers")} note={t("fileOrder")} />
      <ItemFilters
        labels={dataset.labels}
        filter={filter}
        onChange={(next) => {
          setFilter(next);
          setTrail([""]);
        }}
      />
      {query.isError ? (
        <ErrorState title={t("itemsFailed")} onRetry={() => void query.refetch()}>
          {t("itemsFailedWords", { reason: say(query.error) })}
        </ErrorState>
      ) : rows.length === 0 && !query.isPending ? (
        <EmptyState title={t("noItems")}>{only === "" ? t("noItemsWords") : t("noneLikeThat")}</EmptyState>
      ) : (
        <div aria-busy={moving} className={moving ? "opacity-60" : ""}>
          <Table
            caption={t("itemsOf", { title: dataset.title })}
            columns={columns(t)}
            rows={rows}
            rowKey={(row) => row.item}
            restack="list"
          />
        </div>
      )}
      <nav aria-label={t("pages")} className="mt-3 flex items-center justify-between gap-2 text-sm text-ink-3">
        <span aria-live="polite">
          {t.rich(only === "" ? "range" : "rangeOpen", {
            from: formatCount(rows.length === 0 ? from : from + 1),
            to: formatCount(from + rows.length),
            total: formatCount(dataset.total),
            num: (words) => <span className="num">{words}</span>,
          })}
        </span>
        <span className="flex gap-2">
          <Button disabled={trail.length === 1} onClick={() => setTrail(trail.slice(0, -1))}>
            {t("before")}
          </Button>
          <Button
            disabled={next === null || moving || (only === "" && from + rows.length >= dataset.total)}
            onClick={() => next !== null && setTrail([...trail, next])}
          >
            {t("next")}
          </Button>
        </span>
      </nav>
    </section>
  );
}

const columns = (t: DatasetTranslator): readonly Column<RowView>[] => [
  { key: "id", head: t("item"), numeric: true, phone: "full", cell: (row) => <span title={row.item}>{row.id}</span> },
  {
    key: "content",
    head: t("content"),
    phone: "full",
    width: "48%",
    cell: (row) => <ItemContent id={row.id} text={row.text} asset={row.asset} sound={row.sound} />,
  },
  { key: "label", head: t("label"), phone: "named", cell: (row) => <Label row={row} /> },
  {
    key: "certainty",
    head: t("certainty"),
    phone: "named",
    width: "120px",
    cell: (row) => <Certainty share={row.certaintyPermille / 1000} />,
  },
  {
    key: "answers",
    head: t("answers"),
    align: "end",
    numeric: true,
    phone: "named",
    cell: (row) => formatCount(row.answers),
  },
];

function Label({ row: { label, gold, certaintyPermille } }: { row: RowView }) {
  const t = useTranslations("dataset");
  if (label === null) return <span className="text-ink-3">{t("noAnswer")}</span>;
  return (
    <span className="inline-flex flex-wrap items-center gap-x-2">
      {label}
      {gold && <Tag>{t("known")}</Tag>}
      {!gold && certaintyPermille < DOUBT_PERMILLE && (
        <Verdict kind="doubt" sign="warn" title={t("inDoubtTitle")}>
          {t("inDoubt")}
        </Verdict>
      )}
    </span>
  );
}
