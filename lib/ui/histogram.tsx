/** Columns over a few places: how many of each. The figure stands on its column. */

import { ChartAxes } from "@/lib/ui/chart-axes";
import { acrossPercent, downPixels, roundTicks } from "@/lib/ui/chart-scale";
import { Figure, type FigureWords } from "@/lib/ui/figure";
import { formatCount } from "@/lib/ui/format-number";

export interface HistogramColumn {
  label: string;
  count: number;
  /** Soft: not yet enough; gold: money or purity. */
  tone?: "ink" | "soft" | "gold";
}

export interface HistogramProps extends FigureWords {
  columns: readonly HistogramColumn[];
  /** What the places are and what is counted: heads of the table, and the words on hover. */
  placeName: string;
  countName: string;
  heightPx?: number;
}

/** The part of its place that a column fills. */
const FILL = 0.64;

export function Histogram(props: HistogramProps) {
  const { columns, placeName, countName, heightPx = 128 } = props;
  const ticks = roundTicks(Math.max(0, ...columns.map((column) => column.count)));
  const ys = { from: 0, to: ticks.at(-1) ?? 1 };
  const table = {
    heads: [placeName, countName],
    rows: columns.map((column) => [column.label, formatCount(column.count)]),
  };
  return (
    <Figure title={props.title} unit={props.unit} note={props.note} table={table}>
      <div className="ui-plot">
        <svg className="ui-chart" height={heightPx} role="img" aria-label={props.summary}>
          <ChartAxes
            xs={{ from: 0, to: 1 }}
            ys={ys}
            heightPx={heightPx}
            xTicks={[]}
            yTicks={ticks.map((at) => ({ at, label: formatCount(at) }))}
          />
          {columns.map((column, index) => {
            const from = acrossPercent(index + (1 - FILL) / 2, { from: 0, to: columns.length });
            const middle = acrossPercent(index + 0.5, { from: 0, to: columns.length });
            const y = downPixels(column.count, ys, heightPx);
            return (
              <g key={column.label}>
                <rect
                  className="ui-chart-column"
                  data-tone={column.tone}
                  x={`${from}%`}
                  width={`${(100 * FILL) / columns.length}%`}
                  y={y}
                  height={heightPx - y}
                >
                  <title>{`${formatCount(column.count)} ${countName}, ${placeName} ${column.label}`}</title>
                </rect>
                <text data-strong="" x={`${middle}%`} y={y - 6} textAnchor="middle">
                  {formatCount(column.count)}
                </text>
                <text x={`${middle}%`} y={heightPx + 18} textAnchor="middle">
                  {column.label}
                </text>
              </g>
            );
          })}
        </svg>
      </div>
    </Figure>
  );
}
