import type { ReactNode } from "react";
import type { BountyDetail } from "@/lib/bounties/bounty-view";
import type { ChainTerms } from "@/lib/client/chain-terms";
import type { BatchView } from "@/lib/settlement/batch";
import { Address } from "@/lib/ui/address";
import { DefinitionList, type Fact } from "@/lib/ui/definition-list";
import { durationWords, exactTime } from "@/lib/ui/format-time";
import { Hash } from "@/lib/ui/hash";
import { Link } from "@/lib/ui/link";
import { Money } from "@/lib/ui/money";
import { Section } from "@/lib/ui/section";

type Props = { readonly bounty: BountyDetail; readonly batches: readonly BatchView[]; readonly terms: ChainTerms };

/** Where the bounty's money lies: what is locked, what batches took of it, and the hashes to look it up by. */
export function EscrowFacts({ bounty, batches, terms }: Props) {
  if (bounty.manifestHash === null) return null;
  const funded = BigInt(bounty.fundedUnits);
  const live = batches.filter(({ state }) => state === "window" || state === "final");
  const taken = sum(live.map(({ allocationUnits }) => allocationUnits));
  const paid = sum(live.filter(({ state }) => state === "final").map(({ totalUnits }) => totalUnits));
  const fees = sum(live.map(({ feeUnits }) => feeUnits));
  const money = (base: bigint, gold = false) => <Money base={base} token={terms.token} gold={gold} />;
  return (
    <Section
      title="Money on the chain"
      note={`${terms.name}, chain ${terms.chainId}`}
      end={<Link href={`/bounties/${bounty.id}/money`}>Every unit of it</Link>}
    >
      <div className="grid gap-x-12 gap-y-6 md:grid-cols-2">
        <DefinitionList
          units
          facts={[
            { term: "To be locked by the terms", value: money(BigInt(bounty.escrowUnits)) },
            { term: "Locked in the vault", value: money(funded, true) },
            { term: "Taken by batches, fee included", value: money(taken) },
            { term: "Claimable or paid to annotators", value: money(paid) },
            { term: `Fee, ${terms.feeBps / 100} % of what is paid`, value: money(fees) },
            { term: "Not taken by a batch", value: money(funded > taken ? funded - taken : 0n) },
          ]}
        />
        <DefinitionList facts={proofs(bounty, terms)} />
      </div>
      <p className="mt-4 max-w-[72ch] text-sm text-ink-3">
        The vault pays batches first. What no batch has taken can go back to the owner{" "}
        {durationWords(terms.graceS * 1000)} after the deadline, not before.
      </p>
    </Section>
  );
}

function proofs(bounty: BountyDetail, terms: ChainTerms): Fact[] {
  const hash = (term: string, value: string | null, what: string): Fact[] =>
    value === null ? [] : [{ term, value: <Hash hash={value} what={what} /> }];
  const fact = (term: string, value: ReactNode): Fact => ({ term, value });
  return [
    fact("Vault", <Address address={terms.vault} />),
    fact("Ledger", <Ledger id={terms.ledgerId} />),
    ...hash("Terms, hash of the manifest", bounty.manifestHash, "manifest hash"),
    ...hash("Bounty in the vault", bounty.chainBountyId, "chain id of the bounty"),
    ...hash("Funding transaction", bounty.fundingTx, "transaction"),
    ...(bounty.deadlineS === null
      ? []
      : [fact("Deadline", <span className="num">{exactTime(bounty.deadlineS * 1000)}</span>)]),
  ];
}

/** A ledger's number has up to 78 digits. */
function Ledger({ id }: { readonly id: string }) {
  return id.length > 12 ? <Hash hash={id} what="ledger" /> : <span className="num">{id}</span>;
}

const sum = (units: readonly string[]) => units.reduce((total, each) => total + BigInt(each), 0n);
