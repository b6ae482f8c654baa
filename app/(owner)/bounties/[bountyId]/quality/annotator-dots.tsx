import type { AnnotatorView } from "@/lib/consensus/quality-view";
import { countOf } from "@/lib/ui/format-number";
import { IntervalDots, type IntervalRow } from "@/lib/ui/interval-dots";
import { annotatorFinding, annotatorName } from "./findings";

type Props = { readonly annotators: readonly AnnotatorView[] };

/** The reliability a good annotator stays above. */
const BAR_PERMILLE = 700;
const MOST_ROWS = 30;

/** Annotators by reliability, best first. */
export function AnnotatorDots({ annotators }: Props) {
  const ranked = [...annotators].sort((a, b) => b.reliabilityPermille - a.reliabilityPermille);
  const lowest = Math.min(BAR_PERMILLE, ...ranked.slice(0, MOST_ROWS).map(({ lowPermille }) => lowPermille));
  const hidden = ranked.length - MOST_ROWS;
  return (
    <IntervalDots
      title={annotatorFinding(annotators, BAR_PERMILLE)}
      unit="reliability with 95 % interval; dashed: .70"
      bar={BAR_PERMILLE / 1000}
      span={{ from: Math.max(0, Math.floor(lowest / 100) / 10), to: 1 }}
      rows={ranked.slice(0, MOST_ROWS).map(rowOf)}
      toneWords={{
        ink: "clear of the bar",
        doubt: "under it; their answers weigh less",
        fail: "paused, paid for what it earned",
      }}
      {...(hidden > 0 && { more: `and ${countOf(hidden, "more annotator", "more annotators")}` })}
    />
  );
}

function rowOf(annotator: AnnotatorView): IntervalRow {
  const { answers, lowPermille, reliabilityPermille, highPermille, state } = annotator;
  return {
    label: annotatorName(annotator),
    count: answers,
    low: lowPermille / 1000,
    mean: reliabilityPermille / 1000,
    high: highPermille / 1000,
    tone: state !== "active" ? "fail" : reliabilityPermille >= BAR_PERMILLE ? "ink" : "doubt",
  };
}
