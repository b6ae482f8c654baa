import { useTranslations } from "next-intl";
import type { QualityReport } from "@/lib/consensus/quality-report";
import { formatCount, formatShare } from "@/lib/ui/format-number";
import { LineChart } from "@/lib/ui/line-chart";
import type { LineSeries } from "@/lib/ui/line-series";
import { agreementFinding } from "./findings";

type Moment = QualityReport["history"][number];

/** Agreement as it grew with the answers. */
export function AgreementChart({ report: { history } }: { readonly report: QualityReport }) {
  const t = useTranslations("quality");
  const series = [
    line(t("pairs"), "gold", history, (moment) => moment.agreementPermille),
    line(t("alphaAll"), "ink", history, (moment) => moment.alphaPermille),
    line(t("alphaBlind"), "soft", history, (moment) => moment.blindAlphaPermille),
  ].filter(({ points }) => points.length > 0);
  const lowest = Math.min(1, ...series.flatMap(({ points }) => points.map(({ y }) => y)));
  const from = Math.max(-1, Math.floor(lowest * 5) / 5);
  const first = history[0]?.answers ?? 0;
  const last = history.at(-1)?.answers ?? 0;
  if (series.length === 0)
    return (
      <section>
        <h3>{agreementFinding(t, history)}</h3>
        <p className="mt-2 text-sm text-ink-3">{t("agreementSoon")}</p>
      </section>
    );
  return (
    <LineChart
      title={agreementFinding(t, history)}
      unit={t("agreementUnit")}
      summary={series
        .map(({ name, points }) =>
          t("fromTo", { name, from: write(points[0]?.y ?? 0), to: write(points.at(-1)?.y ?? 0) }),
        )
        .join("; ")}
      xName={t("answersWord")}
      series={series}
      xTicks={[first, Math.round((first + last) / 2), last]
        .filter((at, index, all) => all.indexOf(at) === index)
        .map((at) => ({ at, label: formatCount(at) }))}
      yTicks={ticks(from)}
      write={write}
    />
  );
}

const write = (y: number) => formatShare(y);

function ticks(from: number) {
  const steps = Math.round((1 - from) / 0.2);
  return Array.from({ length: steps + 1 }, (_, index) => {
    const at = Math.round((from + index * 0.2) * 10) / 10;
    return { at, label: at === 1 || at === 0 || at === -1 ? String(at) : formatShare(at, 1) };
  });
}

function line(
  name: string,
  tone: LineSeries["tone"],
  history: readonly Moment[],
  read: (moment: Moment) => number | null,
): LineSeries {
  const points = history.flatMap((moment) => {
    const y = read(moment);
    return y === null ? [] : [{ x: moment.answers, y: y / 1000 }];
  });
  return { name, tone, points };
}
