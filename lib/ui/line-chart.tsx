/** Lines over one axis, named at their ends, with a band of uncertainty and every value on hover. */

import { ChartAxes, type Tick } from "@/lib/ui/chart-axes";
import { acrossPercent, downPixels, spanOf, spreadLabels } from "@/lib/ui/chart-scale";
import { Figure, type FigureWords } from "@/lib/ui/figure";
import { LineChartPlaces } from "@/lib/ui/line-chart-places";
import type { LineSeries, PlotFrame } from "@/lib/ui/line-series";

export interface LineChartProps extends FigureWords {
  series: readonly LineSeries[];
  band?: readonly { x: number; low: number; high: number }[];
  /** What x counts, as it stands before a value: `"day"`. */
  xName: string;
  xTicks: readonly Tick[];
  yTicks: readonly Tick[];
  /** Writes a value: `(y) => formatShare(y)`. */
  write: (y: number) => string;
  /** One place that matters, as a gold point on a dashed line, with its words under the axis. */
  mark?: { x: number; y: number; words: string };
  /** Names and last values at the ends of the lines. Default true. */
  namesAtEnd?: boolean;
  heightPx?: number;
}

export function LineChart(props: LineChartProps) {
  const { series, band = [], xTicks, yTicks, write, mark, namesAtEnd = true, heightPx = 238 } = props;
  const xs = spanOf([...series.flatMap((line) => line.points.map((point) => point.x)), ...xTicks.map((t) => t.at)]);
  const ys = spanOf(yTicks.map((tick) => tick.at));
  const frame = { xs, ys, heightPx };
  return (
    <Figure title={props.title} unit={props.unit} note={props.note} table={tableOf(props)}>
      <div
        className="ui-plot"
        data-names={namesAtEnd ? "" : undefined}
        style={mark === undefined ? undefined : { paddingBottom: 44 }}
      >
        <svg className="ui-chart" height={heightPx} role="img" aria-label={props.summary}>
          <ChartAxes {...frame} xTicks={xTicks} yTicks={yTicks} />
          <svg
            viewBox={`0 0 100 ${heightPx}`}
            preserveAspectRatio="none"
            width="100%"
            height={heightPx}
            aria-hidden="true"
          >
            {band.length > 1 && <polygon className="ui-chart-band" points={bandPoints(band, frame)} />}
            {series.map((line) => (
              <polyline
                key={line.name}
                className="ui-chart-line"
                data-tone={line.tone}
                points={line.points.map((point) => pointText(point.x, point.y, frame)).join(" ")}
              />
            ))}
          </svg>
          {namesAtEnd && <EndNames series={series} write={write} frame={frame} />}
          {mark !== undefined && <Mark mark={mark} frame={frame} />}
          <LineChartPlaces series={series} xName={props.xName} write={write} frame={frame} />
        </svg>
      </div>
    </Figure>
  );
}

function EndNames({
  series,
  write,
  frame,
}: {
  series: readonly LineSeries[];
  write: LineChartProps["write"];
  frame: PlotFrame;
}) {
  const ends = series.flatMap((line) => {
    const last = line.points.at(-1);
    return last === undefined ? [] : [{ line, last, y: downPixels(last.y, frame.ys, frame.heightPx) }];
  });
  const places = spreadLabels(
    ends.map((end) => end.y),
    32,
    frame.heightPx,
  );
  return ends.map(({ line, last, y }, index) => {
    const x = `${acrossPercent(last.x, frame.xs)}%`;
    const place = places[index] ?? y;
    return (
      <g key={line.name} className="ui-chart-end">
        <circle className="ui-chart-point" data-tone={line.tone} cx={x} cy={y} r={line.tone === "gold" ? 4.5 : 3} />
        <text data-words="" x={x} dx="10" y={place - 2}>
          {line.name}
        </text>
        <text data-strong="" x={x} dx="10" y={place + 12}>
          {write(last.y)}
        </text>
      </g>
    );
  });
}

function Mark({ mark, frame }: { mark: { x: number; y: number; words: string }; frame: PlotFrame }) {
  const x = `${acrossPercent(mark.x, frame.xs)}%`;
  const y = downPixels(mark.y, frame.ys, frame.heightPx);
  return (
    <>
      <line className="ui-chart-axis" x1={x} x2={x} y1={y} y2={frame.heightPx} strokeDasharray="2 3" />
      <circle className="ui-chart-point" data-tone="gold" cx={x} cy={y} r="5.5" />
      <text data-words="" data-strong="" x={x} y={frame.heightPx + 38} textAnchor="middle">
        {mark.words}
      </text>
    </>
  );
}

function pointText(x: number, y: number, frame: PlotFrame): string {
  return `${acrossPercent(x, frame.xs)},${downPixels(y, frame.ys, frame.heightPx)}`;
}

function bandPoints(band: NonNullable<LineChartProps["band"]>, frame: PlotFrame): string {
  const top = band.map((place) => pointText(place.x, place.high, frame));
  const bottom = band.toReversed().map((place) => pointText(place.x, place.low, frame));
  return [...top, ...bottom].join(" ");
}

function tableOf({ series, xName, write }: LineChartProps) {
  const xs = [...new Set(series.flatMap((line) => line.points.map((point) => point.x)))].sort((a, b) => a - b);
  const cell = (line: LineSeries, x: number) => {
    const point = line.points.find((candidate) => candidate.x === x);
    return point === undefined ? "—" : write(point.y);
  };
  return {
    heads: [xName, ...series.map((line) => line.name)],
    rows: xs.map((x) => [String(x), ...series.map((line) => cell(line, x))]),
  };
}
