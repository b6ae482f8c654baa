/** The axes of a chart: rules across at the y ticks (the lowest is the axis), words under the x ticks. */
import { acrossPercent, downPixels, type Span } from "@/lib/ui/chart-scale";

export interface Tick {
  at: number;
  label: string;
}

export interface ChartAxesProps {
  xs: Span;
  ys: Span;
  heightPx: number;
  xTicks: readonly Tick[];
  yTicks: readonly Tick[];
}

export function ChartAxes({ xs, ys, heightPx, xTicks, yTicks }: ChartAxesProps) {
  return (
    <>
      {yTicks.map((tick) => {
        const y = downPixels(tick.at, ys, heightPx);
        return (
          <g key={tick.at}>
            <line className={tick.at === ys.from ? "ui-chart-axis" : "ui-chart-grid"} x1="0" x2="100%" y1={y} y2={y} />
            <text x="-8" y={y + 4} textAnchor="end">
              {tick.label}
            </text>
          </g>
        );
      })}
      {xTicks.map((tick, index) => (
        <text
          key={tick.at}
          x={`${acrossPercent(tick.at, xs)}%`}
          y={heightPx + 20}
          textAnchor={index === 0 && tick.label.length > 3 ? "start" : "middle"}
        >
          {tick.label}
        </text>
      ))}
    </>
  );
}
