import type { EarningView } from "@/lib/settlement/earnings";
import { formatAmount } from "@/lib/ui/format-amount";
import { formatCount } from "@/lib/ui/format-number";
import { Hash } from "@/lib/ui/hash";
import { Link } from "@/lib/ui/link";
import type { Token } from "@/lib/ui/money";
import { type PayReason, type PayTerm, PayTerms } from "@/lib/ui/pay-terms";
import { AnswerReasons } from "./answer-reasons";

type Props = { readonly row: EarningView; readonly token: Token; readonly address: string };

/** The account of one payout: the sum that makes it, what was withheld and why, and where the proof is. */
export function WhyPaid({ row, token, address }: Props) {
  const write = (units: string) => formatAmount(units, token.decimals);
  const { why } = row;
  const final = row.state === "claimable" || row.state === "paid";
  return (
    <div className="grid gap-4">
      <PayTerms
        terms={termsOf(row, token)}
        summary={`${write(why.baseUnits)} base and ${write(why.bonusUnits)} for the score make ${write(row.amountUnits)} ${token.symbol}`}
        reasons={reasonsOf(row, write)}
      />
      <p className="text-sm text-ink-3">{why.words}</p>
      <p className="flex flex-wrap gap-x-5 gap-y-2 text-sm">
        <Link href={`/verify/${row.batchId}`}>Recompute it here</Link>
        {row.txHash !== null && (
          <a href={`/api/v1/batches/${row.batchId}/evidence`} download>
            Download the evidence
          </a>
        )}
        {final && <Link href={`/datasets/${row.bountyId}`}>The dataset</Link>}
        {row.txHash !== null && (
          <span className="text-ink-3">
            on the chain in <Hash hash={row.txHash} what="transaction" />
          </span>
        )}
      </p>
      {final && <AnswerReasons bountyId={row.bountyId} title={row.title} address={address} />}
    </div>
  );
}

const WITHHELD: Readonly<Record<EarningView["why"]["rule"], string>> = {
  "pmi-v1": "not earned: the part of the price that follows the score, for what the answers did not tell",
  "posterior-v1": "not earned: the part of the price that follows what the others' answers confirm",
  "flat-v1": "not earned: answers that came late pay the base share",
};

function termsOf(row: EarningView, { decimals }: Token): PayTerm[] {
  const { why } = row;
  const write = (units: string) => formatAmount(units, decimals);
  return [
    { kind: "figure", name: "answers", value: formatCount(row.counted + row.gold + row.spare) },
    { kind: "sign", sign: "×" },
    { kind: "figure", name: "price", value: formatAmount(row.priceUnits, decimals, { exact: true }) },
    { kind: "sign", sign: "=" },
    { kind: "figure", name: "at most", value: write(why.atMostUnits) },
    { kind: "sign", sign: "of it" },
    { kind: "figure", name: "base", value: write(why.baseUnits) },
    { kind: "sign", sign: "+" },
    { kind: "figure", name: "for the score", value: write(why.bonusUnits) },
    { kind: "sign", sign: "=" },
    { kind: "figure", name: "earned", value: write(row.amountUnits), gold: true },
  ];
}

function reasonsOf(row: EarningView, write: (units: string) => string): PayReason[] {
  const reasons: PayReason[] = [];
  if (BigInt(row.why.withheldUnits) > 0n)
    reasons.push({
      key: "score",
      figure: write(row.why.withheldUnits),
      words: WITHHELD[row.why.rule],
    });
  if (row.spare > 0)
    reasons.push({
      key: "spare",
      figure: formatCount(row.spare),
      words: `${row.spare === 1 ? "answer" : "answers"} came when the item was full: paid the base share`,
    });
  if (row.gold > 0)
    reasons.push({
      key: "gold",
      figure: formatCount(row.gold),
      words: `${row.gold === 1 ? "was an item" : "were items"} whose answer is known: paid and scored like any other`,
    });
  return reasons;
}
