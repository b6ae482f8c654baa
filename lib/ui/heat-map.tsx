/** What is taken for what: rows are the labels, columns the answers; agreement on the diagonal in gold, the rest in ink. */
import { useTranslations } from "next-intl";
import { Figure, type FigureWords } from "@/lib/ui/figure";

export interface HeatMapProps extends FigureWords {
  labels: readonly string[];
  /** `percent[row][column]`: whole percents of the row. */
  percent: readonly (readonly number[])[];
  /** The items behind a cell. */
  href?: (row: number, column: number) => string;
}

interface CellProps {
  row: number;
  column: number;
  percent: number;
  heightPx: number;
  widthPercent: number;
  words: string;
}

export function HeatMap({ labels, percent, href, summary, ...words }: HeatMapProps) {
  const t = useTranslations("ui");
  const heightPx = labels.length <= 10 ? 34 : 22;
  const widthPercent = 100 / Math.max(1, labels.length);
  const table = {
    heads: [t("answeredAs"), ...labels.map((label, index) => `${index + 1} ${label}`)],
    rows: labels.map((label, row) => [label, ...labels.map((_, column) => String(percent[row]?.[column] ?? 0))]),
  };
  return (
    <Figure {...words} table={table}>
      <div className="ui-heat">
        <div className="ui-heat-names" aria-hidden="true">
          {labels.map((label, row) => (
            <span key={label} style={{ height: heightPx }} title={label}>
              <span>{label}</span>
              <b className="num">{row + 1}</b>
            </span>
          ))}
        </div>
        <svg
          className="ui-chart"
          height={labels.length * heightPx}
          role={href === undefined ? "img" : "group"}
          aria-label={summary}
        >
          {labels.map((label, column) => (
            <text key={label} data-strong="" x={`${(column + 0.5) * widthPercent}%`} y="-9" textAnchor="middle">
              {column + 1}
              <title>{label}</title>
            </text>
          ))}
          {labels.flatMap((label, row) =>
            labels.map((answer, column) => {
              const share = percent[row]?.[column] ?? 0;
              const text = `${label}, answered ${answer}: ${share} %`;
              const cell = <Cell {...{ row, column, heightPx, widthPercent }} percent={share} words={text} />;
              const key = `${row}:${column}`;
              if (href === undefined || share === 0) return <g key={key}>{cell}</g>;
              return (
                <a key={key} href={href(row, column)} aria-label={text}>
                  {cell}
                </a>
              );
            }),
          )}
        </svg>
      </div>
    </Figure>
  );
}

function Cell({ row, column, percent, heightPx, widthPercent, words }: CellProps) {
  const diagonal = row === column;
  const heat = heatOf(percent, diagonal);
  return (
    <>
      <rect
        data-heat={heat}
        x={`${column * widthPercent}%`}
        y={row * heightPx}
        width={`${widthPercent}%`}
        height={heightPx}
      >
        <title>{words}</title>
      </rect>
      <text
        data-on={diagonal ? "gold" : percent === 0 ? "nothing" : heat === "4" ? "dark" : "pale"}
        x={`${(column + 0.5) * widthPercent}%`}
        y={(row + 0.5) * heightPx + 4.5}
        textAnchor="middle"
      >
        {percent === 0 && !diagonal ? "·" : percent}
      </text>
    </>
  );
}

/** Five steps of ink by whole percent; the diagonal is gold, pale where fewer than four in five agree. */
function heatOf(percent: number, diagonal: boolean): string {
  if (diagonal) return percent >= 80 ? "gold" : "pale-gold";
  if (percent === 0) return "0";
  if (percent <= 3) return "1";
  if (percent <= 6) return "2";
  return percent <= 12 ? "3" : "4";
}
