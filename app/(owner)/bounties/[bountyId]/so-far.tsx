import type { BountyDetail } from "@/lib/bounties/bounty-view";
import { Bar } from "@/lib/ui/bar";
import { Fineness } from "@/lib/ui/fineness";
import { formatAmount } from "@/lib/ui/format-amount";
import { countOf, formatCount, formatPercent } from "@/lib/ui/format-number";
import { durationWords } from "@/lib/ui/format-time";
import type { Token } from "@/lib/ui/money";
import { StatList } from "@/lib/ui/stat-list";

function overlapWords({ overlap, policy: { maxOverlap = overlap } }: BountyDetail): string {
  const each = `${countOf(overlap, "answer")} each`;
  return maxOverlap > overlap ? `${each}, up to ${maxOverlap} where people disagree` : each;
}

/** The figures of a bounty: what an answer pays, how far it is, how good it is so far. */
export function SoFar({ bounty, token }: { readonly bounty: BountyDetail; readonly token: Token }) {
  const { answersCounted, answersWanted, medianLeadMs, payPerHourUnits, finenessPermille } = bounty;
  const over = bounty.state === "closed" || bounty.state === "settled";
  const share = answersWanted === 0 ? 0 : answersCounted / answersWanted;
  const pace =
    payPerHourUnits === null
      ? "pace not known yet"
      : `≈ ${formatAmount(payPerHourUnits, token.decimals, { places: 2 })} an hour`;
  return (
    <StatList
      stats={[
        {
          label: "Price per answer",
          value: formatAmount(bounty.priceUnits, token.decimals, { exact: true }),
          unit: token.symbol,
          gold: true,
          note: pace,
        },
        {
          label: over ? "Answers" : "Answers left",
          value: formatCount(over ? answersCounted : bounty.answersLeft),
          note: (
            <>
              <Bar share={share} />
              <span className="mt-1 block">
                {formatCount(answersCounted)} of {formatCount(answersWanted)} given,{" "}
                {formatPercent(answersCounted, answersWanted)}
              </span>
            </>
          ),
        },
        {
          label: "Items",
          value: formatCount(bounty.items),
          note: overlapWords(bounty),
        },
        {
          label: "Median time",
          value: medianLeadMs === null ? "—" : durationWords(medianLeadMs),
          note: over ? countOf(bounty.annotators, "annotator") : `${countOf(bounty.annotators, "annotator")} so far`,
        },
        {
          label: "Fineness",
          value: (
            <span className="inline-flex h-8 items-center">
              <Fineness permille={finenessPermille} />
            </span>
          ),
          note: finenessPermille === null ? "known after the first labels" : "mean certainty, in thousandths",
        },
      ]}
    />
  );
}
