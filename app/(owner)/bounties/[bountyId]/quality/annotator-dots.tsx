import { useTranslations } from "next-intl";
import type { AnnotatorView } from "@/lib/consensus/quality-view";
import { IntervalDots, type IntervalRow } from "@/lib/ui/interval-dots";
import { annotatorFinding, annotatorName } from "./findings";

type Props = { readonly annotators: readonly AnnotatorView[] };

/** The reliability a good annotator stays above. */
const BAR_PERMILLE = 700;
const MOST_ROWS = 30;

/** Annotators by reliability, best first. */
export function AnnotatorDots({ annotators }: Props) {
  const t = useTranslations("quality");
  const ranked = [...annotators].sort((a, b) => b.reliabilityPermille - a.reliabilityPermille);
  const lowest = Math.min(BAR_PERMILLE, ...ranked.slice(0, MOST_ROWS).map(({ lowPermille }) => lowPermille));
  const hidden = ranked.length - MOST_ROWS;
  return (
    <IntervalDots
      title={annotatorFinding(t, annotators, BAR_PERMILLE)}
      unit={t("dotsUnit")}
      heads={{ label: t("annotator"), count: t("answers"), mean: t("mean") }}
      bar={BAR_PERMILLE / 1000}
      span={{ from: Math.max(0, Math.floor(lowest / 100) / 10), to: 1 }}
      rows={ranked.slice(0, MOST_ROWS).map(rowOf)}
      toneWords={{
        ink: t("tone-ink"),
        doubt: t("tone-doubt"),
        fail: t("tone-fail"),
      }}
      {...(hidden > 0 && { more: t("moreAnnotators", { count: hidden }) })}
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
