import { useTranslations } from "next-intl";
import type { ChainTerms } from "@/lib/client/chain-terms";
import type { QualityReport } from "@/lib/consensus/quality-report";
import type { QualityView } from "@/lib/consensus/quality-view";
import { formatAmount } from "@/lib/ui/format-amount";
import { formatCount, formatShare } from "@/lib/ui/format-number";
import { StatList } from "@/lib/ui/stat-list";
import type { Deal } from "./deal";
import type { QualityTranslator } from "./quality-translator";

type Props = {
  readonly view: QualityView;
  readonly report: QualityReport;
  readonly deal: Deal;
  readonly terms: ChainTerms;
};

/** Where the other items stand; what there is none of is left out. */
function stateWords(t: QualityTranslator, { open, saturated, contested }: QualityView["states"]): string {
  const words = [
    open > 0 && t("stillOpen", { count: formatCount(open) }),
    saturated > 0 && t("notJudged", { count: formatCount(saturated) }),
    contested > 0 && t("contestedCount", { count: formatCount(contested) }),
  ].filter((part) => part !== false);
  return words.length === 0 ? t("noneOpen") : words.join(", ");
}

/** The figures that matter, in one strip. */
export function QualityStats({ view: { bounty, states }, report, deal, terms: { token } }: Props) {
  const t = useTranslations("quality");
  const { answers, alphaPermille, blindAlphaPermille, goldSeen, goldRight } = report;
  const blind = blindAlphaPermille !== null;
  const alpha = blindAlphaPermille ?? alphaPermille;
  const write = (units: string) => formatAmount(units, token.decimals);
  return (
    <StatList
      underTabs
      stats={[
        {
          label: t("fineness"),
          value: formatCount(report.finenessPermille),
          unit: "‰",
          gold: true,
          note: t("finenessNote"),
        },
        {
          label: t(blind ? "agreementBlind" : "agreement"),
          value: alpha === null ? "—" : formatShare(alpha / 1000),
          unit: "α",
          note: alphaPermille === null ? t("noTwo") : t("allAnswers", { alpha: formatShare(alphaPermille / 1000) }),
        },
        {
          label: t("blindGold"),
          value: goldSeen === 0 ? "—" : ((100 * goldRight) / goldSeen).toFixed(1),
          unit: "%",
          note:
            goldSeen === 0
              ? t("goldNone")
              : t("goldOf", { right: formatCount(goldRight), seen: formatCount(goldSeen) }),
        },
        {
          label: t("answers"),
          value: formatCount(answers.counted),
          note: t(answers.spare > 0 ? "answersNoteSpare" : "answersNote", {
            wanted: formatCount(deal.answersWanted),
            gold: formatCount(answers.gold),
            spare: formatCount(answers.spare),
          }),
        },
        {
          label: t("certain"),
          value: formatCount(states.resolved),
          unit: t("ofItems", { items: formatCount(bounty.items) }),
          note: stateWords(t, states),
        },
        {
          label: t("cost"),
          value: write(report.costUnits),
          unit: token.symbol,
          gold: true,
          note: t("ofLocked", { amount: write(deal.escrowUnits) }),
        },
      ]}
    />
  );
}
