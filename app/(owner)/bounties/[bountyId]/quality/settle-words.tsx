import type { ChainTerms } from "@/lib/client/chain-terms";
import type { QualityView } from "@/lib/consensus/quality-view";
import { formatAmount } from "@/lib/ui/format-amount";
import { countOf } from "@/lib/ui/format-number";
import { durationWords, exactTime } from "@/lib/ui/format-time";
import type { Deal } from "./deal";

type Props = { readonly view: QualityView; readonly deal: Deal; readonly terms: ChainTerms };

/** Exactly what settling does, with the amounts. */
export function SettleWords({ view, deal, terms }: Props) {
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
      Closes the bounty to new answers, for good. Pays {countOf(answers, "answer")}, now worth{" "}
      <strong>{write(cost)}</strong>, at most <strong>{write(most)}</strong> with the {terms.feeBps / 100} % fee, out of
      the <strong>{write(escrow)}</strong> in escrow. Annotators can claim after {durationWords(terms.windowS * 1000)}{" "}
      in challenge.{" "}
      {deal.deadlineS !== null &&
        `What is left can be taken back from ${exactTime((deal.deadlineS + terms.graceS) * 1000)} on.`}
    </>
  );
}
