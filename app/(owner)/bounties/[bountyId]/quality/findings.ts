/** The sentences over the charts: what each shows, found from its figures. Pure. */
import type { QualityReport } from "@/lib/consensus/quality-report";
import type { AnnotatorView } from "@/lib/consensus/quality-view";
import { formatCount, formatShare } from "@/lib/ui/format-number";
import { shorten } from "@/lib/ui/shorten";
import type { QualityTranslator } from "./quality-translator";

type History = QualityReport["history"];

/** Whether agreement still moves: the last quarter of the answers against the one before. */
export function agreementFinding(t: QualityTranslator, history: History): string {
  const told = history.flatMap(({ alphaPermille }) => (alphaPermille === null ? [] : [alphaPermille]));
  const last = told.at(-1);
  if (last === undefined) return t("find-noTwo");
  const before = told[Math.floor(told.length * 0.75) - 1];
  const now = formatShare(last / 1000);
  if (before === undefined || Math.abs(last - before) <= 10) return t("find-settled", { now });
  return last > before ? t("find-rises", { now }) : t("find-falls", { now, before: formatShare(before / 1000) });
}

/** Whole percents of each row; the rows of labels that nobody’s answers led to are all zero. */
export function rowPercents(confusion: readonly (readonly number[])[]): number[][] {
  return confusion.map((row) => {
    const all = row.reduce((sum, n) => sum + n, 0);
    return row.map((n) => (all === 0 ? 0 : Math.round((100 * n) / all)));
  });
}

/** Names the label that is most often taken for another. */
export function confusionFinding(
  t: QualityTranslator,
  labels: readonly string[],
  confusion: readonly (readonly number[])[],
): string {
  const percents = rowPercents(confusion);
  let worst = { row: 0, column: 0, percent: 0 };
  percents.forEach((row, r) => {
    row.forEach((percent, c) => {
      if (r !== c && percent > worst.percent) worst = { row: r, column: c, percent };
    });
  });
  const [from, to] = [labels[worst.row], labels[worst.column]];
  if (worst.percent === 0 || from === undefined || to === undefined) return t("find-noConfusion");
  return t("find-confusion", { from, to, percent: worst.percent });
}

/** How many annotators stand clear of the bar. */
export function annotatorFinding(
  t: QualityTranslator,
  annotators: readonly AnnotatorView[],
  barPermille: number,
): string {
  if (annotators.length === 0) return t("find-nobody");
  const clear = annotators.filter((each) => each.state === "active" && each.reliabilityPermille >= barPermille).length;
  const stopped = annotators.filter(({ state }) => state !== "active").length;
  if (clear === annotators.length) return t("find-allClear", { count: clear });
  const finding = t("find-someClear", { clear, count: annotators.length });
  return stopped === 0 ? finding : t("find-paused", { finding, count: stopped });
}

/** How far the items are from the answers that were asked for. */
export function answersFinding(t: QualityTranslator, itemsByAnswers: readonly number[], overlap: number): string {
  const all = itemsByAnswers.reduce((sum, n) => sum + n, 0);
  const full = itemsByAnswers.slice(overlap).reduce((sum, n) => sum + n, 0);
  if (full === all && all > 0) return t("find-allHave", { count: overlap });
  if (full === 0) return t("find-noneHave", { count: overlap });
  return t("find-someHave", { full: formatCount(full), all: formatCount(all), count: overlap });
}

/** What suggestions do to answers, where both kinds were given. */
export function blindFinding(
  t: QualityTranslator,
  { blind, assisted }: Pick<QualityReport, "blind" | "assisted">,
): string {
  if (assisted.answers === 0) return t("find-noAssisted");
  if (blind.answers === 0) return t("find-noBlind");
  const saved = (blind.medianLeadMs ?? 0) - (assisted.medianLeadMs ?? 0);
  const time =
    Math.abs(saved) < 200
      ? t("find-noTime")
      : t(saved > 0 ? "find-save" : "find-cost", { seconds: (Math.abs(saved) / 1000).toFixed(1) });
  if (assisted.wrongShown === 0) return time;
  const percent = Math.round((100 * assisted.wrongFollowed) / assisted.wrongShown);
  return t("find-followed", { time, percent });
}

/** An annotator’s name in a chart. */
export const annotatorName = ({ address }: AnnotatorView): string => shorten(address);
