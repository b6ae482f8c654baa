/** What stands around a chart: its finding as title, the unit under it, and its figures as a table. */
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Table } from "@/lib/ui/table";

export interface FigureTable {
  heads: readonly string[];
  /** One row per entry, already written out; the first cell is the row's name. */
  rows: readonly (readonly string[])[];
}

export interface FigureWords {
  /** The finding, in a sentence. */
  title: string;
  /** What is measured, in which unit, over what. */
  unit: string;
  /** The finding for those who cannot see it: the extremes, with their values. */
  summary: string;
  /** What to do about it, with links. */
  note?: ReactNode;
}

export interface FigureProps extends Omit<FigureWords, "summary"> {
  table?: FigureTable;
  children: ReactNode;
}

export function Figure({ title, unit, note, table, children }: FigureProps) {
  return (
    <figure className="ui-figure">
      <figcaption>
        <h3>{title}</h3>
        <p>{unit}</p>
      </figcaption>
      {children}
      {note !== undefined && <div className="text-sm text-ink-3">{note}</div>}
      {table !== undefined && <AsTable caption={title} table={table} />}
    </figure>
  );
}

function AsTable({ caption, table }: { caption: string; table: FigureTable }) {
  const t = useTranslations("ui");
  return (
    <details className="ui-as-table">
      <summary>{t("asTable")}</summary>
      <div className="ui-scroll">
        <Table
          caption={caption}
          columns={table.heads.map((head, index) => ({
            key: head,
            head,
            cell: (row: readonly string[]) => row[index] ?? "",
            ...(index > 0 && { align: "end" as const, numeric: true }),
          }))}
          rows={table.rows}
          rowKey={(row) => row.join("|")}
        />
      </div>
    </details>
  );
}
