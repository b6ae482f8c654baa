import { useTranslations } from "next-intl";
import type { BountyDetail } from "@/lib/bounties/bounty-view";
import { Bar } from "@/lib/ui/bar";
import { Fineness } from "@/lib/ui/fineness";
import { formatAmount } from "@/lib/ui/format-amount";
import { formatCount, formatPercent } from "@/lib/ui/format-number";
import type { Token } from "@/lib/ui/money";
import { StatList } from "@/lib/ui/stat-list";
import { useTimeWords } from "@/lib/ui/use-time-words";

/** The figures of a bounty: what an answer pays, how far it is, how good it is so far. */
export function SoFar({ bounty, token }: { readonly bounty: BountyDetail; readonly token: Token }) {
  const t = useTranslations("bounty");
  const times = useTimeWords();
  const { overlap, policy } = bounty;
  const most = policy.maxOverlap ?? overlap;
  const { answersCounted, answersWanted, medianLeadMs, payPerHourUnits, finenessPermille } = bounty;
  const over = bounty.state === "closed" || bounty.state === "settled";
  const share = answersWanted === 0 ? 0 : answersCounted / answersWanted;
  const pace =
    payPerHourUnits === null
      ? t("paceUnknown")
      : t("perHour", { amount: formatAmount(payPerHourUnits, token.decimals, { places: 2 }) });
  return (
    <StatList
      stats={[
        {
          label: t("price"),
          value: formatAmount(bounty.priceUnits, token.decimals, { exact: true }),
          unit: token.symbol,
          gold: true,
          note: pace,
        },
        {
          label: t(over ? "answers" : "answersLeft"),
          value: formatCount(over ? answersCounted : bounty.answersLeft),
          note: (
            <>
              <Bar share={share} />
              <span className="mt-1 block">
                {t("given", {
                  done: formatCount(answersCounted),
                  total: formatCount(answersWanted),
                  percent: formatPercent(answersCounted, answersWanted),
                })}
              </span>
            </>
          ),
        },
        {
          label: t("items"),
          value: formatCount(bounty.items),
          note: most > overlap ? t("eachUpTo", { count: overlap, most }) : t("each", { count: overlap }),
        },
        {
          label: t("medianTime"),
          value: medianLeadMs === null ? "—" : times.duration(medianLeadMs),
          note: t(over ? "annotators" : "annotatorsSoFar", { count: bounty.annotators }),
        },
        {
          label: t("fineness"),
          value: (
            <span className="inline-flex h-8 items-center">
              <Fineness permille={finenessPermille} />
            </span>
          ),
          note: t(finenessPermille === null ? "finenessLater" : "finenessIs"),
        },
      ]}
    />
  );
}
