/** The sentences over the charts: what each shows, found from its figures. Pure. */
import type { QualityReport } from "@/lib/consensus/quality-report";
import type { AnnotatorView } from "@/lib/consensus/quality-view";
import { countOf, formatCount, formatShare } from "@/lib/ui/format-number";
import { shorten } from "@/lib/ui/shorten";

type History = QualityReport["history"];

/** Whether agreement still moves: the last quarter of the answers against the one before. */
export function agreementFinding(history: History): string {
  const told = history.flatMap(({ alphaPermille }) => (alphaPermille === null ? [] : [alphaPermille]));
  const last = told.at(-1);
  if (last === undefined) return "No two answers to one item yet";
  const before = told[Math.floor(told.length * 0.75) - 1];
  const now = formatShare(last / 1000);
  if (before === undefined || Math.abs(last - before) <= 10) return `Agreement has settled at α ${now}`;
  return last > before
    ? `Agreement still rises: α ${now}`
    : `Agreement falls: α ${now}, from ${formatShare(before / 1000)}`;
}

/** Whole percents of each row; the rows of labels that nobody’s answers led to are all zero. */
export function rowPercents(confusion: readonly (readonly number[])[]): number[][] {
  return confusion.map((row) => {
    const all = row.reduce((sum, n) => sum + n, 0);
    return row.map((n) => (all === 0 ? 0 : Math.round((100 * n) / all)));
  });
}

/** Names the label that is most often taken for another. */
export function confusionFinding(labels: readonly string[], confusion: readonly (readonly number[])[]): string {
  const percents = rowPercents(confusion);
  let worst = { row: 0, column: 0, percent: 0 };
  percents.forEach((row, r) => {
    row.forEach((percent, c) => {
      if (r !== c && percent > worst.percent) worst = { row: r, column: c, percent };
    });
  });
  const [from, to] = [labels[worst.row], labels[worst.column]];
  if (worst.percent === 0 || from === undefined || to === undefined) return "No label is taken for another";
  return `“${from}” is taken for “${to}” in ${worst.percent} % of its answers`;
}

/** How many annotators stand clear of the bar. */
export function annotatorFinding(annotators: readonly AnnotatorView[], barPermille: number): string {
  if (annotators.length === 0) return "Nobody has answered enough to be judged";
  const clear = annotators.filter((each) => each.state === "active" && each.reliabilityPermille >= barPermille).length;
  const stopped = annotators.filter(({ state }) => state !== "active").length;
  const paused = stopped === 0 ? "" : `; ${stopped} paused`;
  if (clear === annotators.length) {
    return clear === 1 ? "The one annotator is clear of the bar" : `All ${clear} annotators are clear of the bar`;
  }
  return `${clear} of ${countOf(annotators.length, "annotator")} clear of the bar${paused}`;
}

/** How far the items are from the answers that were asked for. */
export function answersFinding(itemsByAnswers: readonly number[], overlap: number): string {
  const all = itemsByAnswers.reduce((sum, n) => sum + n, 0);
  const full = itemsByAnswers.slice(overlap).reduce((sum, n) => sum + n, 0);
  const asked = countOf(overlap, "answer");
  if (full === all && all > 0) return `Every item has its ${asked}`;
  if (full === 0) return `No item has its ${asked} yet`;
  return `${formatCount(full)} of ${countOf(all, "item")} have their ${asked}`;
}

/** What suggestions do to answers, where both kinds were given. */
export function blindFinding({ blind, assisted }: Pick<QualityReport, "blind" | "assisted">): string {
  if (assisted.answers === 0) return "No answer was given beside a suggestion";
  if (blind.answers === 0) return "No blind answers to compare with yet";
  const saved = (blind.medianLeadMs ?? 0) - (assisted.medianLeadMs ?? 0);
  const time =
    Math.abs(saved) < 200
      ? "Suggestions save no time"
      : `Suggestions ${saved > 0 ? "save" : "cost"} ${(Math.abs(saved) / 1000).toFixed(1)} s an answer`;
  if (assisted.wrongShown === 0) return time;
  return `${time}; ${Math.round((100 * assisted.wrongFollowed) / assisted.wrongShown)} % of wrong ones are followed`;
}

/** An annotator’s name in a chart. */
export const annotatorName = ({ address }: AnnotatorView): string => shorten(address);
