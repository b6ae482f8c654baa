/** The places of a line chart that answer to the pointer: at each x a hair line and the value of every line there. */
import { acrossPercent, downPixels, spreadLabels } from "@/lib/ui/chart-scale";
import type { LineSeries, PlotFrame } from "@/lib/ui/line-series";

interface PlacesProps {
  series: readonly LineSeries[];
  xName: string;
  write: (y: number) => string;
  frame: PlotFrame;
}

export function LineChartPlaces({ series, xName, write, frame }: PlacesProps) {
  const xs = [...new Set(series.flatMap((line) => line.points.map((point) => point.x)))].sort((a, b) => a - b);
  return xs.map((x, index) => {
    const here = acrossPercent(x, frame.xs);
    const before = acrossPercent(xs[index - 1] ?? x, frame.xs);
    const after = acrossPercent(xs[index + 1] ?? x, frame.xs);
    const from = (before + here) / 2;
    return (
      <g key={x} className="ui-chart-place">
        <rect x={`${from}%`} width={`${(here + after) / 2 - from}%`} y={-8} height={frame.heightPx + 8} />
        <line x1={`${here}%`} x2={`${here}%`} y1={0} y2={frame.heightPx} />
        <text x={`${here}%`} y={frame.heightPx - 8} textAnchor={here > 60 ? "end" : "start"} dx={here > 60 ? -8 : 8}>
          {xName} {x}
        </text>
        <Values series={series} x={x} here={here} write={write} frame={frame} />
      </g>
    );
  });
}

function Values(props: Omit<PlacesProps, "xName"> & { x: number; here: number }) {
  const { series, x, here, write, frame } = props;
  const hits = series.flatMap((line) => {
    const point = line.points.find((candidate) => candidate.x === x);
    return point === undefined ? [] : [{ line, point, y: downPixels(point.y, frame.ys, frame.heightPx) }];
  });
  const places = spreadLabels(
    hits.map((hit) => hit.y - 6),
    15,
    frame.heightPx,
  );
  return hits.map(({ line, point, y }, index) => (
    <g key={line.name}>
      <circle className="ui-chart-point" data-tone={line.tone} cx={`${here}%`} cy={y} r="3.5" />
      <text
        className="ui-chart-value"
        x={`${here}%`}
        y={places[index]}
        textAnchor={here > 60 ? "end" : "start"}
        dx={here > 60 ? -8 : 8}
      >
        {line.name} {write(point.y)}
      </text>
    </g>
  ));
}
