import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import type { BountyDetail } from "@/lib/bounties/bounty-view";
import type { ChainTerms } from "@/lib/client/chain-terms";
import type { BatchView } from "@/lib/settlement/batch";
import { Address } from "@/lib/ui/address";
import { DefinitionList, type Fact } from "@/lib/ui/definition-list";
import { Hash } from "@/lib/ui/hash";
import { Link } from "@/lib/ui/link";
import { Money } from "@/lib/ui/money";
import { Section } from "@/lib/ui/section";
import type { TimeWords } from "@/lib/ui/time-words";
import { useTimeWords } from "@/lib/ui/use-time-words";
import type { BountyTranslator } from "./bounty-translator";

type Props = { readonly bounty: BountyDetail; readonly batches: readonly BatchView[]; readonly terms: ChainTerms };

/** Where the bounty's money lies: what is locked, what batches took of it, and the hashes to look it up by. */
export function EscrowFacts({ bounty, batches, terms }: Props) {
  const t = useTranslations("bounty");
  const times = useTimeWords();
  if (bounty.manifestHash === null) return null;
  const funded = BigInt(bounty.fundedUnits);
  const live = batches.filter(({ state }) => state === "window" || state === "final");
  const taken = sum(live.map(({ allocationUnits }) => allocationUnits));
  const paid = sum(live.filter(({ state }) => state === "final").map(({ totalUnits }) => totalUnits));
  const fees = sum(live.map(({ feeUnits }) => feeUnits));
  const money = (base: bigint, gold = false) => <Money base={base} token={terms.token} gold={gold} />;
  return (
    <Section
      title={t("onChain")}
      note={t("chainNote", { name: terms.name, id: String(terms.chainId) })}
      end={<Link href={`/bounties/${bounty.id}/money`}>{t("everyUnit")}</Link>}
    >
      <div className="grid gap-x-12 gap-y-6 md:grid-cols-2">
        <DefinitionList
          units
          facts={[
            { term: t("toLock"), value: money(BigInt(bounty.escrowUnits)) },
            { term: t("lockedIn"), value: money(funded, true) },
            { term: t("taken"), value: money(taken) },
            { term: t("paidOut"), value: money(paid) },
            { term: t("feeOf", { percent: terms.feeBps / 100 }), value: money(fees) },
            { term: t("notTaken"), value: money(funded > taken ? funded - taken : 0n) },
          ]}
        />
        <DefinitionList facts={proofs(t, times, bounty, terms)} />
      </div>
      <p className="mt-4 max-w-[72ch] text-sm text-ink-3">
        {t("vaultWords", { span: times.duration(terms.graceS * 1000) })}
      </p>
    </Section>
  );
}

function proofs(t: BountyTranslator, times: TimeWords, bounty: BountyDetail, terms: ChainTerms): Fact[] {
  const hash = (term: string, value: string | null, what: string): Fact[] =>
    value === null ? [] : [{ term, value: <Hash hash={value} what={what} /> }];
  const fact = (term: string, value: ReactNode): Fact => ({ term, value });
  return [
    fact(t("vault"), <Address address={terms.vault} />),
    fact(t("ledger"), <Ledger id={terms.ledgerId} />),
    ...hash(t("manifest"), bounty.manifestHash, t("manifestWhat")),
    ...hash(t("inVault"), bounty.chainBountyId, t("inVaultWhat")),
    ...hash(t("fundingTx"), bounty.fundingTx, t("transactionWhat")),
    ...(bounty.deadlineS === null
      ? []
      : [fact(t("deadline"), <span className="num">{times.exact(bounty.deadlineS * 1000)}</span>)]),
  ];
}

/** A ledger's number has up to 78 digits. */
function Ledger({ id }: { readonly id: string }) {
  const t = useTranslations("bounty");
  return id.length > 12 ? <Hash hash={id} what={t("ledgerWhat")} /> : <span className="num">{id}</span>;
}

const sum = (units: readonly string[]) => units.reduce((total, each) => total + BigInt(each), 0n);
