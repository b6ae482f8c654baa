import type { ChainTerms } from "@/lib/client/chain-terms";
import type { QualityReport } from "@/lib/consensus/quality-report";
import type { QualityView } from "@/lib/consensus/quality-view";
import { formatAmount } from "@/lib/ui/format-amount";
import { formatCount, formatShare } from "@/lib/ui/format-number";
import { StatList } from "@/lib/ui/stat-list";
import type { Deal } from "./deal";

type Props = {
  readonly view: QualityView;
  readonly report: QualityReport;
  readonly deal: Deal;
  readonly terms: ChainTerms;
};

/** Where the other items stand; what there is none of is left out. */
function stateWords({ open, saturated, contested }: QualityView["states"]): string {
  const words = [
    open > 0 && `${formatCount(open)} still open`,
    saturated > 0 && `${formatCount(saturated)} answered, not judged yet`,
    contested > 0 && `${formatCount(contested)} contested`,
  ].filter((part) => part !== false);
  return words.length === 0 ? "none open, none contested" : words.join(", ");
}

/** The figures that matter, in one strip. */
export function QualityStats({ view: { bounty, states }, report, deal, terms: { token } }: Props) {
  const { answers, alphaPermille, blindAlphaPermille, goldSeen, goldRight } = report;
  const blind = blindAlphaPermille !== null;
  const alpha = blindAlphaPermille ?? alphaPermille;
  const write = (units: string) => formatAmount(units, token.decimals);
  return (
    <StatList
      underTabs
      stats={[
        {
          label: "Fineness",
          value: formatCount(report.finenessPermille),
          unit: "‰",
          gold: true,
          note: "mean certainty of a label",
        },
        {
          label: blind ? "Agreement, blind" : "Agreement",
          value: alpha === null ? "—" : formatShare(alpha / 1000),
          unit: "α",
          note:
            alphaPermille === null
              ? "no two answers to one item yet"
              : `all answers ${formatShare(alphaPermille / 1000)}`,
        },
        {
          label: "Right on gold",
          value: goldSeen === 0 ? "—" : ((100 * goldRight) / goldSeen).toFixed(1),
          unit: "%",
          note:
            goldSeen === 0 ? "no gold answered yet" : `${formatCount(goldRight)} of ${formatCount(goldSeen)} answers`,
        },
        {
          label: "Answers",
          value: formatCount(answers.counted),
          note: `of ${formatCount(deal.answersWanted)}; and ${formatCount(answers.gold)} on gold${answers.spare > 0 ? `, ${formatCount(answers.spare)} spare` : ""}`,
        },
        {
          label: "Certain enough",
          value: formatCount(states.resolved),
          unit: `of ${formatCount(bounty.items)}`,
          note: stateWords(states),
        },
        {
          label: "Cost to date",
          value: write(report.costUnits),
          unit: token.symbol,
          gold: true,
          note: `of ${write(deal.escrowUnits)} locked`,
        },
      ]}
    />
  );
}
