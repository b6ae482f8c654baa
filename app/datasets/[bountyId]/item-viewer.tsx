"use client";

import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useCallback, useMemo, useState } from "react";
import { ItemContent } from "@/app/item-content";
import { useErrorWords } from "@/lib/client/use-error-words";
import type { RowView } from "@/lib/export/dataset";
import { Certainty } from "@/lib/ui/certainty";
import { EmptyState } from "@/lib/ui/empty-state";
import { ErrorState } from "@/lib/ui/error-state";
import { formatCount } from "@/lib/ui/format-number";
import { LongTable } from "@/lib/ui/long-table";
import { SectionHead } from "@/lib/ui/section";
import type { Column } from "@/lib/ui/table";
import { Tag } from "@/lib/ui/tag";
import { Verdict } from "@/lib/ui/verdict";
import type { DatasetTranslator } from "../dataset-translator";
import { EVERY_ITEM, filterQuery, ItemFilters } from "./item-filters";
import { ROWS_A_PAGE } from "./rows-a-page";
import { rowsQuery } from "./rows-query";

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

/** The items with label, certainty and number of answers, in the order of the download: more come as somebody scrolls. */
export function ItemViewer({ dataset, first }: Props) {
  const t = useTranslations("dataset");
  const say = useErrorWords();
  const [filter, setFilter] = useState(EVERY_ITEM);
  const only = filterQuery(filter);
  const query = useInfiniteQuery({
    ...rowsQuery(dataset.id, ROWS_A_PAGE, only),
    placeholderData: keepPreviousData,
    ...(only === "" && { initialData: { pages: [first], pageParams: [""] } }),
  });
  const rows = useMemo(() => query.data?.pages.flatMap((page) => page.rows) ?? [], [query.data]);
  const { hasNextPage, isFetchingNextPage, fetchNextPage, isPlaceholderData: moving } = query;
  const total = hasNextPage ? (only === "" ? dataset.total : undefined) : rows.length;
  const onMore = useCallback(() => void fetchNextPage(), [fetchNextPage]);
  return (
    <section aria-labelledby="items-and-answers">
      <SectionHead titleId="items-and-answers" title={t("itemsAndAnswers")} note={t("fileOrder")} />
      <ItemFilters labels={dataset.labels} filter={filter} onChange={setFilter} />
      {query.isError && (
        <ErrorState title={t("itemsFailed")} onRetry={() => void (rows.length > 0 ? fetchNextPage() : query.refetch())}>
          {t("itemsFailedWords", { reason: say(query.error) })}
        </ErrorState>
      )}
      {rows.length === 0 && query.isSuccess ? (
        <EmptyState title={t("noItems")}>{only === "" ? t("noItemsWords") : t("noneLikeThat")}</EmptyState>
      ) : (
        <div aria-busy={moving} className={moving ? "opacity-60" : ""}>
          <LongTable
            key={only}
            caption={t("itemsOf", { title: dataset.title })}
            columns={columns(t)}
            rows={rows}
            rowKey={(row) => row.item}
            total={total}
            onMore={hasNextPage && !isFetchingNextPage && !query.isError && !moving ? onMore : undefined}
          />
        </div>
      )}
      <p role="status" className="mt-3 text-sm text-ink-3">
        {t.rich(hasNextPage ? (total === undefined ? "hereSoFar" : "here") : "hereAll", {
          count: formatCount(rows.length),
          total: formatCount(total ?? 0),
          num: (words) => <span className="num">{words}</span>,
        })}
      </p>
    </section>
  );
}

const columns = (t: DatasetTranslator): readonly Column<RowView>[] => [
  {
    key: "id",
    head: t("item"),
    numeric: true,
    phone: "full",
    width: "16%",
    cell: (row) => (
      <span title={row.item} className="break-words">
        {row.id}
      </span>
    ),
  },
  {
    key: "content",
    head: t("content"),
    phone: "full",
    width: "42%",
    cell: (row) => <ItemContent id={row.id} text={row.text} asset={row.asset} sound={row.sound} />,
  },
  { key: "label", head: t("label"), phone: "named", width: "18%", cell: (row) => <Label row={row} /> },
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
