import { HeatMap } from "@/lib/ui/heat-map";
import { confusionFinding, rowPercents } from "./findings";

type Props = { readonly labels: readonly string[]; readonly confusion: readonly (readonly number[])[] };

/** Beyond this many labels cells are too small to read; the table behind the map still has them all. */
const MOST_LABELS = 24;

export function ConfusionMap({ labels, confusion }: Props) {
  const shown = labels.slice(0, MOST_LABELS);
  const percent = rowPercents(confusion).slice(0, MOST_LABELS);
  const finding = confusionFinding(labels, confusion);
  return (
    <HeatMap
      title={finding}
      unit="answers (columns) to items whose label is (rows), % of the row; gold is agreement"
      summary={`Confusion between ${labels.length} labels. ${finding}.`}
      labels={shown}
      percent={percent.map((row) => row.slice(0, MOST_LABELS))}
      {...(labels.length > shown.length && { note: `The first ${MOST_LABELS} of ${labels.length} labels.` })}
    />
  );
}
