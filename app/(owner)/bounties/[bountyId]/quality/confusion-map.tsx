import { useTranslations } from "next-intl";
import { HeatMap } from "@/lib/ui/heat-map";
import { confusionFinding, rowPercents } from "./findings";

type Props = { readonly labels: readonly string[]; readonly confusion: readonly (readonly number[])[] };

/** Beyond this many labels cells are too small to read; the table behind the map still has them all. */
const MOST_LABELS = 24;

export function ConfusionMap({ labels, confusion }: Props) {
  const t = useTranslations("quality");
  const shown = labels.slice(0, MOST_LABELS);
  const percent = rowPercents(confusion).slice(0, MOST_LABELS);
  const finding = confusionFinding(t, labels, confusion);
  return (
    <HeatMap
      title={finding}
      unit={t("heatUnit")}
      summary={t("heatSummary", { count: labels.length, finding })}
      labels={shown}
      percent={percent.map((row) => row.slice(0, MOST_LABELS))}
      {...(labels.length > shown.length && { note: t("heatFirst", { shown: MOST_LABELS, all: labels.length }) })}
    />
  );
}
