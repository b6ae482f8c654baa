import { useTranslations } from "next-intl";
import type { ChainTerms } from "@/lib/client/chain-terms";
import type { BatchView } from "@/lib/settlement/batch";
import { DefinitionList, type Fact } from "@/lib/ui/definition-list";
import { formatBytes, formatCount } from "@/lib/ui/format-number";
import { Hash } from "@/lib/ui/hash";
import { Money } from "@/lib/ui/money";
import type { TimeWords } from "@/lib/ui/time-words";
import { useTimeWords } from "@/lib/ui/use-time-words";
import type { BatchTranslator } from "./batch-translator";

type Props = { readonly batch: BatchView; readonly terms: ChainTerms; readonly nowMs: number };

/** What the batch pays and to how many; its transaction, window and evidence. */
export function BatchFacts({ batch, terms: { token, name }, nowMs }: Props) {
  const t = useTranslations("batch");
  const times = useTimeWords();
  const count = (term: string, value: number): Fact => ({
    term,
    value: <span className="num">{formatCount(value)}</span>,
  });
  return (
    <div className="grid gap-x-12 gap-y-6 lg:grid-cols-2">
      <DefinitionList
        units
        facts={[
          { term: t("pays"), value: <Money base={batch.totalUnits} token={token} gold /> },
          { term: t("fee"), value: <Money base={batch.feeUnits} token={token} /> },
          { term: t("takes"), value: <Money base={batch.allocationUnits} token={token} /> },
          count(t("annotators"), batch.annotators),
          count(t("answers"), batch.answers),
        ]}
      />
      <DefinitionList facts={[{ term: t("chain"), value: name }, ...chainFacts(t, times, batch, nowMs)]} />
    </div>
  );
}

function chainFacts(
  t: BatchTranslator,
  times: TimeWords,
  { ledgerId, txHash, postedAtMs, claimableAtS, evidence }: BatchView,
  nowMs: number,
): Fact[] {
  const facts: Fact[] = [{ term: t("ledger"), value: <span className="num">{ledgerId}</span> }];
  if (txHash) facts.push({ term: t("transaction"), value: <Hash hash={txHash} what={t("transactionWhat")} /> });
  if (postedAtMs !== null) facts.push({ term: t("posted"), value: times.relative(postedAtMs, nowMs) });
  if (claimableAtS !== null) {
    facts.push({ term: t("windowEnds"), value: <span className="num">{times.exact(claimableAtS * 1000, true)}</span> });
  }
  if (evidence) {
    const term = t("evidence", { size: formatBytes(evidence.bytes) });
    facts.push({ term, value: <Hash hash={evidence.sha256} what={t("evidenceWhat")} /> });
  }
  return facts;
}
