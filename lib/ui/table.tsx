/** A table of rules, not boxes. Its cells know where they stand when a row restacks on a phone. */
import { Fragment, type ReactNode } from "react";
import { classNames } from "@/lib/ui/class-names";
import { Icon } from "@/lib/ui/icon";
import { Link } from "@/lib/ui/link";

export interface Column<Row> {
  key: string;
  head: ReactNode;
  cell: (row: Row) => ReactNode;
  /** Numbers stand at the end of their column. */
  align?: "start" | "end";
  /** Set in the monospaced face. */
  numeric?: boolean;
  /** The row's name: heavier, its link without a line. */
  title?: boolean;
  /** A CSS width: `"40%"`, `"180px"`. */
  width?: string;
  /**
   * Where the cell stands on a phone when the table restacks. `full`: a line of its own. `named`: a line with the
   * column's name before it. `half`: the same in two columns (with `restack="pairs"`). `start` and `end`: the two
   * ends of one line. `corner`: the upper end. `hide`: not at all.
   */
  phone?: "full" | "named" | "half" | "start" | "end" | "corner" | "hide";
  /** The name on a phone, where the head is not plain text. */
  name?: string;
  /** The address that sorts by this column, and how it is sorted now. */
  sort?: { href: string; order: "ascending" | "descending" | null };
}

export interface TableProps<Row> {
  /** What the table holds, for readers. */
  caption: string;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  rowKey: (row: Row) => string;
  /** On a phone each row becomes a small block; `pairs` sets its named cells in two columns. */
  restack?: "list" | "pairs";
  /** An opened row's second part, over the whole width. */
  detail?: (row: Row) => ReactNode;
  foot?: ReactNode;
  /** Cells aligned at their middles instead of their tops. */
  middle?: boolean;
  className?: string;
}

/** Said aloud, because a row that is no longer displayed as a row stops being one for readers. */
const ROLES = {
  table: "table",
  group: "rowgroup",
  row: "row",
  head: "columnheader",
  cell: "cell",
  gap: "presentation",
} as const;

export function Table<Row>(props: TableProps<Row>) {
  const { caption, columns, rows, rowKey, restack, detail, foot, middle = false, className } = props;
  return (
    <table
      {...role("table")}
      className={classNames("ui-table", className)}
      data-restack={restack}
      data-middle={middle ? "" : undefined}
    >
      <caption className="sr-only">{caption}</caption>
      <TableHead columns={columns} />
      <tbody {...role("group")}>
        {rows.map((row) => (
          <Fragment key={rowKey(row)}>
            <Row columns={columns} row={row} />
            <Detail content={detail?.(row)} span={columns.length} />
          </Fragment>
        ))}
      </tbody>
      {foot !== undefined && <tfoot {...role("group")}>{foot}</tfoot>}
    </table>
  );
}

/** The names of the columns. */
export function TableHead<R>({ columns }: { columns: readonly Column<R>[] }) {
  return (
    <thead {...role("group")}>
      <tr {...role("row")}>
        {columns.map((column) => (
          <HeadCell key={column.key} column={column} />
        ))}
      </tr>
    </thead>
  );
}

/** Where a row stands in a table that does not hold all of its rows at once. */
export type RowPlace = {
  readonly index: number;
  /** Counted from 1, the head included. */
  readonly rowIndex: number;
  measure(element: HTMLElement | null): void;
};

export function Row<R>({ columns, row, place }: { columns: readonly Column<R>[]; row: R; place?: RowPlace }) {
  return (
    <tr
      {...role("row")}
      {...(place && { ref: place.measure, "data-index": place.index, "aria-rowindex": place.rowIndex })}
    >
      {columns.map((column) => (
        <BodyCell key={column.key} column={column} row={row} />
      ))}
    </tr>
  );
}

function HeadCell<Row>({ column }: { column: Column<Row> }) {
  const { sort } = column;
  return (
    <th
      {...role("head")}
      scope="col"
      data-align={column.align}
      style={column.width === undefined ? undefined : { width: column.width }}
      aria-sort={sort?.order ?? undefined}
    >
      {sort === undefined ? (
        column.head
      ) : (
        <Link className="ui-sort" href={sort.href} data-sorted={sort.order ?? undefined}>
          {column.head}
          {sort.order !== null && <Icon name="chevron" />}
        </Link>
      )}
    </th>
  );
}

function BodyCell<Row>({ column, row }: { column: Column<Row>; row: Row }) {
  const named = column.phone === "named" || column.phone === "half";
  const name = column.name ?? (typeof column.head === "string" ? column.head : undefined);
  return (
    <td
      {...role("cell")}
      className={column.numeric === true ? "num" : undefined}
      data-align={column.align}
      data-phone={column.phone}
      data-title={column.title === true ? "" : undefined}
      data-l={named ? name : undefined}
    >
      {column.cell(row)}
    </td>
  );
}

function Detail({ content, span }: { content: ReactNode; span: number }) {
  if (content === undefined || content === null || content === false) return null;
  return (
    <tr {...role("row")} data-detail="">
      <td {...role("cell")} colSpan={span} data-phone="full">
        {content}
      </td>
    </tr>
  );
}

/** What an element is to readers. */
export function role(part: keyof typeof ROLES): { role: string } {
  return { role: ROLES[part] };
}
