"use client";

/**
 * A table as long as its rows: of a million only those near what is seen are in the document. It scrolls within itself, by wheel, finger or,
 * focused, by arrows, Page Down, Home and End; more rows are asked for before the last one comes into sight.
 */
import { useVirtualizer } from "@tanstack/react-virtual";
import { type KeyboardEvent, useEffect, useRef } from "react";
import { type Column, Row, role, TableHead } from "@/lib/ui/table";

/** Rows kept beyond those that are seen, on either side. */
const BESIDE = 8;
/** More are asked for so many rows before the end. */
const EARLY = 20;
const ROW_PX = 56;
/** What is drawn before anybody has measured, on the server too. */
const FIRST_SIGHT = { width: 800, height: 640 };

export interface LongTableProps<R> {
  /** What the table holds, for readers. */
  caption: string;
  columns: readonly Column<R>[];
  /** The rows that are here, from the first on. */
  rows: readonly R[];
  rowKey: (row: R) => string;
  /** How many there are in all; undefined while nobody knows. */
  total: number | undefined;
  /** Asks for more rows; undefined when all are here, or on their way. */
  onMore: (() => void) | undefined;
}

export function LongTable<R>({ caption, columns, rows, rowKey, total, onMore }: LongTableProps<R>) {
  const scroller = useRef<HTMLElement>(null);
  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_PX,
    overscan: BESIDE,
    initialRect: FIRST_SIGHT,
    getItemKey: (index) => keyAt(rows, index, rowKey),
  });
  const seen = virtualizer.getVirtualItems();
  const last = seen.at(-1)?.index ?? -1;
  const wants = last >= rows.length - EARLY;
  useEffect(() => {
    if (wants) onMore?.();
  }, [wants, onMore]);
  /** By the virtualizer: the browser's own way there is broken off where rows turn out taller than was thought. */
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    if (event.target !== event.currentTarget || (event.key !== "Home" && event.key !== "End")) return;
    event.preventDefault();
    if (event.key === "Home") virtualizer.scrollToIndex(0);
    else virtualizer.scrollToIndex(rows.length - 1, { align: "end" });
  };
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by the keyboard (WCAG 2.1.1)
    <section ref={scroller} className="ui-long" aria-label={caption} tabIndex={0} onKeyDown={onKeyDown}>
      <table
        {...role("table")}
        className="ui-table"
        data-restack="list"
        aria-label={caption}
        aria-rowcount={total === undefined ? -1 : total + 1}
      >
        <TableHead columns={columns} />
        <tbody {...role("group")}>
          <Gap px={seen[0]?.start ?? 0} span={columns.length} />
          {seen.map(({ key, index }) => {
            const row = rows[index];
            return (
              row !== undefined && (
                <Row
                  key={key}
                  columns={columns}
                  row={row}
                  place={{ index, measure: virtualizer.measureElement, rowIndex: index + 2 }}
                />
              )
            );
          })}
          <Gap px={virtualizer.getTotalSize() - (seen.at(-1)?.end ?? 0)} span={columns.length} />
        </tbody>
      </table>
    </section>
  );
}

function keyAt<R>(rows: readonly R[], index: number, rowKey: (row: R) => string): string | number {
  const row = rows[index];
  return row === undefined ? index : rowKey(row);
}

/** The place of rows that are not in the document. */
function Gap({ px, span }: { px: number; span: number }) {
  if (px <= 0) return null;
  return (
    <tr {...role("gap")} data-gap="">
      <td {...role("gap")} colSpan={span} style={{ height: px }} />
    </tr>
  );
}
