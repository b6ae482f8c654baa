/** People (or models) by how far they are trusted: a point, its 95 % interval, and the bar as a dashed line. */
import type { ReactNode } from "react";
import { acrossPercent, type Span } from "@/lib/ui/chart-scale";
import { Figure, type FigureWords } from "@/lib/ui/figure";
import { formatCount, formatShare } from "@/lib/ui/format-number";
import { Link } from "@/lib/ui/link";

export interface IntervalRow {
  /** Shortened address or name. */
  label: string;
  count: number;
  /** All 0…1. */
  low: number;
  mean: number;
  high: number;
  /** Clear of the bar, under it with too little evidence, or paused (then a square). */
  tone: "ink" | "doubt" | "fail";
  href?: string;
}

export interface IntervalDotsProps extends Omit<FigureWords, "summary"> {
  rows: readonly IntervalRow[];
  /** The reliability that is asked for. */
  bar: number;
  span?: Span;
  heads: { label: string; count: string; mean: string };
  /** What the three tones mean here. Shown only for the tones that occur. */
  toneWords: Record<IntervalRow["tone"], string>;
  more?: ReactNode;
}

const ROW_PX = 24;

export function IntervalDots(props: IntervalDotsProps) {
  const { rows, bar, span = { from: 0.4, to: 1 }, heads, toneWords, more, ...words } = props;
  const tones = (["ink", "doubt", "fail"] as const).filter((tone) => rows.some((row) => row.tone === tone));
  return (
    <Figure {...words}>
      <table className="ui-intervals">
        <caption className="sr-only">{words.title}</caption>
        <thead>
          <tr>
            <th scope="col">{heads.label}</th>
            <th scope="col">{heads.count}</th>
            <th scope="col">
              <Scale span={span} />
            </th>
            <th scope="col">{heads.mean}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.label}>
              <td>
                <Name row={row} />
              </td>
              <td className="num text-ink-3">{formatCount(row.count)}</td>
              <td>
                <Interval row={row} bar={bar} span={span} />
              </td>
              <td className="num">{formatShare(row.mean)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className="ui-key-row">
        {tones.map((tone) => (
          <span key={tone} className="ui-verdict" data-kind={tone}>
            <span className="ui-dot" data-square={tone === "fail" ? "" : undefined} aria-hidden="true" />
            {toneWords[tone]}
          </span>
        ))}
        {more}
      </p>
    </Figure>
  );
}

function Name({ row }: { row: IntervalRow }) {
  if (row.href === undefined) return <span className="num">{row.label}</span>;
  return (
    <Link className="ui-plain-link num" href={row.href}>
      {row.label}
    </Link>
  );
}

function Scale({ span }: { span: Span }) {
  const first = Math.ceil(span.from * 10 - 1e-9);
  const ticks = Array.from({ length: Math.floor(span.to * 10 + 1e-9) - first + 1 }, (_, index) => (first + index) / 10);
  return (
    <svg className="ui-chart" height={16} role="img" aria-label={`${span.from}–${span.to}`}>
      {ticks.map((tick) => (
        <text key={tick} x={`${acrossPercent(tick, span)}%`} y="12" textAnchor="middle">
          {formatShare(tick, 1).replace(".0", "")}
        </text>
      ))}
    </svg>
  );
}

function Interval({ row, bar, span }: { row: IntervalRow; bar: number; span: Span }) {
  const across = (value: number) => acrossPercent(Math.min(Math.max(value, span.from), span.to), span);
  const words = `${row.label}: ${formatShare(row.mean)} (${formatShare(row.low)}–${formatShare(row.high)})`;
  return (
    <svg className="ui-chart" height={ROW_PX} role="img" aria-label={words}>
      <line className="ui-chart-grid" x1="0" x2="100%" y1={ROW_PX - 0.5} y2={ROW_PX - 0.5} />
      <line className="ui-chart-bar-line" x1={`${across(bar)}%`} x2={`${across(bar)}%`} y1="0" y2={ROW_PX} />
      <line
        className="ui-chart-interval"
        data-tone={row.tone}
        x1={`${across(row.low)}%`}
        x2={`${across(row.high)}%`}
        y1={ROW_PX / 2}
        y2={ROW_PX / 2}
      />
      {row.tone === "fail" ? (
        <rect
          className="ui-chart-point"
          data-tone="fail"
          x={`${across(row.mean)}%`}
          y={ROW_PX / 2 - 4}
          width="8"
          height="8"
          transform="translate(-4 0)"
        />
      ) : (
        <circle className="ui-chart-point" data-tone={row.tone} cx={`${across(row.mean)}%`} cy={ROW_PX / 2} r="4" />
      )}
      <title>{words}</title>
    </svg>
  );
}
