import type { ChainTerms } from "@/lib/client/chain-terms";
import type { BatchView } from "@/lib/settlement/batch";
import { DefinitionList, type Fact } from "@/lib/ui/definition-list";
import { formatBytes, formatCount } from "@/lib/ui/format-number";
import { exactTime, relativeTime } from "@/lib/ui/format-time";
import { Hash } from "@/lib/ui/hash";
import { Money } from "@/lib/ui/money";

type Props = { readonly batch: BatchView; readonly terms: ChainTerms; readonly nowMs: number };

/** What the batch pays and to how many; its transaction, window and evidence. */
export function BatchFacts({ batch, terms: { token, name }, nowMs }: Props) {
  const count = (term: string, value: number): Fact => ({
    term,
    value: <span className="num">{formatCount(value)}</span>,
  });
  return (
    <div className="grid gap-x-12 gap-y-6 lg:grid-cols-2">
      <DefinitionList
        units
        facts={[
          { term: "Pays its annotators", value: <Money base={batch.totalUnits} token={token} gold /> },
          { term: "Fee", value: <Money base={batch.feeUnits} token={token} /> },
          { term: "Takes from the escrow", value: <Money base={batch.allocationUnits} token={token} /> },
          count("Annotators", batch.annotators),
          count("Answers", batch.answers),
        ]}
      />
      <DefinitionList facts={[{ term: "Chain", value: name }, ...chainFacts(batch, nowMs)]} />
    </div>
  );
}

function chainFacts({ ledgerId, txHash, postedAtMs, claimableAtS, evidence }: BatchView, nowMs: number): Fact[] {
  const facts: Fact[] = [{ term: "Ledger", value: <span className="num">{ledgerId}</span> }];
  if (txHash) facts.push({ term: "Transaction", value: <Hash hash={txHash} what="transaction" /> });
  if (postedAtMs !== null) facts.push({ term: "Posted", value: relativeTime(postedAtMs, nowMs) });
  if (claimableAtS !== null) {
    facts.push({ term: "Window ends", value: <span className="num">{exactTime(claimableAtS * 1000, true)}</span> });
  }
  if (evidence) {
    const term = `Evidence, ${formatBytes(evidence.bytes)}`;
    facts.push({ term, value: <Hash hash={evidence.sha256} what="evidence hash" /> });
  }
  return facts;
}
