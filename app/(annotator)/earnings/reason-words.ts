import type { AnswerReason } from "@/lib/settlement/answer-reason";
import type { EarningView } from "@/lib/settlement/earnings";
import type { EarningsTranslator } from "./earnings-translator";

/** Why an answer earned what it earned, in the language of the page. */
export const reasonWords = (t: EarningsTranslator, reasons: readonly AnswerReason[]): string =>
  reasons.map(({ why, ...numbers }) => t(`why-${why}`, numbers)).join(" ");

/** With fewer answers the score is drawn towards none (20 answers' worth, see the referee's newcomers). */
const FEW_ANSWERS = 20;

/** How a payout came about by its bounty's rule. */
export function payWords(t: EarningsTranslator, { why, counted, gold, spare, rhoPermille }: EarningView): string {
  const answers = counted + gold;
  const numbers = { answers, base: Math.floor(why.betaPermille / 10), score: Math.floor(rhoPermille / 10) };
  return [
    t(`how-${why.rule}`, numbers),
    ...(spare > 0 ? [t("how-late", { count: spare })] : []),
    ...(why.rule === "pmi-v1" && answers < FEW_ANSWERS ? [t("how-few")] : []),
  ].join(" ");
}
