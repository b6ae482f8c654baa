import { useTranslations } from "next-intl";
import type { ChainTerms } from "@/lib/client/chain-terms";
import type { QualityView } from "@/lib/consensus/quality-view";
import { formatAmount } from "@/lib/ui/format-amount";
import { useTimeWords } from "@/lib/ui/use-time-words";
import type { Deal } from "./deal";

type Props = { readonly view: QualityView; readonly deal: Deal; readonly terms: ChainTerms };

/** Exactly what settling does, with the amounts. */
export function SettleWords({ view, deal, terms }: Props) {
  const t = useTranslations("quality");
  const times = useTimeWords();
  const write = (units: bigint) => `${formatAmount(units, terms.token.decimals)} ${terms.token.symbol}`;
  const given = view.report?.answers ?? { counted: 0, gold: 0, spare: 0 };
  const answers = given.counted + given.gold + given.spare;
  const escrow = BigInt(deal.escrowUnits);
  const full = BigInt(answers) * BigInt(deal.priceUnits);
  const withFee = full + (full * BigInt(terms.feeBps)) / 10_000n;
  const most = withFee < escrow ? withFee : escrow;
  const cost = BigInt(view.report?.costUnits ?? "0");
  return (
    <>
      {t.rich("settleWords", {
        count: answers,
        ...{ cost: write(cost), most: write(most), escrow: write(escrow), fee: terms.feeBps / 100 },
        window: times.duration(terms.windowS * 1000),
        strong: (words) => <strong>{words}</strong>,
      })}{" "}
      {deal.deadlineS !== null && t("settleLeft", { time: times.exact((deal.deadlineS + terms.graceS) * 1000) })}
    </>
  );
}
