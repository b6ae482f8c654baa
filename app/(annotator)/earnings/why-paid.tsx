import { useTranslations } from "next-intl";
import type { EarningView } from "@/lib/settlement/earnings";
import { formatAmount } from "@/lib/ui/format-amount";
import { formatCount } from "@/lib/ui/format-number";
import { Hash } from "@/lib/ui/hash";
import { Link } from "@/lib/ui/link";
import type { Token } from "@/lib/ui/money";
import { type PayReason, type PayTerm, PayTerms } from "@/lib/ui/pay-terms";
import { AnswerReasons } from "./answer-reasons";
import type { EarningsTranslator } from "./earnings-translator";
import { payWords } from "./reason-words";

type Props = { readonly row: EarningView; readonly token: Token; readonly address: string };

/** The account of one payout: the sum that makes it, what was withheld and why, and where the proof is. */
export function WhyPaid({ row, token, address }: Props) {
  const t = useTranslations("earnings");
  const write = (units: string) => formatAmount(units, token.decimals);
  const { why } = row;
  const final = row.state === "claimable" || row.state === "paid";
  return (
    <div className="grid gap-4">
      <PayTerms
        terms={termsOf(t, row, token)}
        summary={t("whySummary", {
          base: write(why.baseUnits),
          bonus: write(why.bonusUnits),
          amount: `${write(row.amountUnits)} ${token.symbol}`,
        })}
        reasons={reasonsOf(t, row, write)}
      />
      <p className="text-sm text-ink-3">{payWords(t, row)}</p>
      <p className="flex flex-wrap gap-x-5 gap-y-2 text-sm">
        <Link href={`/verify/${row.batchId}`}>{t("recompute")}</Link>
        {row.txHash !== null && (
          <a href={`/api/v1/batches/${row.batchId}/evidence`} download>
            {t("download")}
          </a>
        )}
        {final && <Link href={`/datasets/${row.bountyId}`}>{t("dataset")}</Link>}
        {row.txHash !== null && (
          <span className="text-ink-3">
            {t.rich("onChainIn", { hash: () => <Hash hash={row.txHash ?? ""} what={t("transactionWhat")} /> })}
          </span>
        )}
      </p>
      {final && <AnswerReasons bountyId={row.bountyId} title={row.title} address={address} />}
    </div>
  );
}

function termsOf(t: EarningsTranslator, row: EarningView, { decimals }: Token): PayTerm[] {
  const { why } = row;
  const write = (units: string) => formatAmount(units, decimals);
  return [
    { kind: "figure", name: t("term-answers"), value: formatCount(row.counted + row.gold + row.spare) },
    { kind: "sign", sign: "×" },
    { kind: "figure", name: t("term-price"), value: formatAmount(row.priceUnits, decimals, { exact: true }) },
    { kind: "sign", sign: "=" },
    { kind: "figure", name: t("term-most"), value: write(why.atMostUnits) },
    { kind: "sign", sign: t("term-ofIt") },
    { kind: "figure", name: t("term-base"), value: write(why.baseUnits) },
    { kind: "sign", sign: "+" },
    { kind: "figure", name: t("term-score"), value: write(why.bonusUnits) },
    { kind: "sign", sign: "=" },
    { kind: "figure", name: t("term-earned"), value: write(row.amountUnits), gold: true },
  ];
}

function reasonsOf(t: EarningsTranslator, row: EarningView, write: (units: string) => string): PayReason[] {
  const reasons: PayReason[] = [];
  if (BigInt(row.why.withheldUnits) > 0n)
    reasons.push({
      key: "score",
      figure: write(row.why.withheldUnits),
      words: t(`withheld-${row.why.rule}`),
    });
  if (row.spare > 0)
    reasons.push({
      key: "spare",
      figure: formatCount(row.spare),
      words: t("reasonSpare", { count: row.spare }),
    });
  if (row.gold > 0)
    reasons.push({
      key: "gold",
      figure: formatCount(row.gold),
      words: t("reasonGold", { count: row.gold }),
    });
  return reasons;
}
