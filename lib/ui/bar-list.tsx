/** Named bars, longest first or in their own order: label, bar, count, share of all. It is its own table. */
import { Fragment } from "react";
import { Figure, type FigureProps } from "@/lib/ui/figure";
import { formatCount, formatPercent } from "@/lib/ui/format-number";
import { Link } from "@/lib/ui/link";

export interface BarListItem {
  label: string;
  count: number;
  tone?: "ink" | "gold";
  /** What stands behind this number. */
  href?: string;
}

export interface BarListProps extends Omit<FigureProps, "table" | "children"> {
  items: readonly BarListItem[];
}

export function BarList({ items, ...words }: BarListProps) {
  const most = Math.max(1, ...items.map((item) => item.count));
  const all = items.reduce((sum, item) => sum + item.count, 0);
  return (
    <Figure {...words}>
      {/* biome-ignore lint/a11y/useSemanticElements: the rows of a grid that spans them cannot be list elements */}
      <div className="ui-bar-list" role="list">
        {items.map((item) => (
          <Fragment key={item.label}>
            {/* biome-ignore lint/a11y/useSemanticElements: as above */}
            <div role="listitem">
              <span>{item.label}</span>
              <i data-tone={item.tone} style={{ width: `${(100 * item.count) / most}%` }} />
              <span className="num">
                {item.href === undefined ? (
                  formatCount(item.count)
                ) : (
                  <Link href={item.href}>{formatCount(item.count)}</Link>
                )}
              </span>
              <span className="num text-ink-3">{formatPercent(item.count, all)}</span>
            </div>
          </Fragment>
        ))}
      </div>
    </Figure>
  );
}
