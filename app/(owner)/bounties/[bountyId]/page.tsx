import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { useTranslations } from "next-intl";
import { getTranslations } from "next-intl/server";
import { useKindWords } from "@/app/market/kind-words";
import { Words } from "@/app/words";
import type { BountyDetail } from "@/lib/bounties/bounty-view";
import { callerOf } from "@/lib/http";
import { AppError } from "@/lib/kernel/errors";
import { chainTerms, server } from "@/lib/server";
import { Address } from "@/lib/ui/address";
import { Icon } from "@/lib/ui/icon";
import { PageHead } from "@/lib/ui/page-head";
import { Time } from "@/lib/ui/time";
import { BatchTable } from "./batch-table";
import { BountyStateTag } from "./bounty-state-tag";
import { EscrowFacts } from "./escrow-facts";
import { NextAct } from "./next-act";
import { OwnerPanel } from "./owner-panel";
import { PayRule } from "./pay-rule";
import { SoFar } from "./so-far";
import { TaskWords } from "./task-words";

type Props = { readonly params: Promise<{ bountyId: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { bountyId } = await params;
  const { bounties } = await server();
  const bounty = await bounties.publicSummary(await callerOf(), bountyId).catch(() => undefined);
  return { title: bounty?.title ?? (await getTranslations("bounty"))("noSuch") };
}

/** A bounty in the open: what is asked, what it pays and why, how far it is, and where its money lies. */
export default async function BountyPage({ params }: Props) {
  const { bountyId } = await params;
  const caller = await callerOf();
  const bounty = await find(bountyId);
  const { settlement } = await server();
  const [terms, { batches }] = await Promise.all([chainTerms(), settlement.batchesOf(caller, { id: bountyId })]);
  const nowMs = Date.now();
  const t = await getTranslations("bounty");
  return (
    <>
      <PageHead
        crumbs={[bounty.mine ? { label: t("myBounties"), href: "/bounties" } : { label: t("market"), href: "/" }]}
        title={bounty.title}
        sub={
          <>
            <BountyStateTag state={bounty.state} />
            <Kind bounty={bounty} />
            <span>
              {bounty.mine ? t("byYou") : t.rich("by", { address: () => <Address address={bounty.owner} /> })}
            </span>
            <Deadline bounty={bounty} nowMs={nowMs} />
          </>
        }
        actions={<NextAct bounty={bounty} />}
      />
      {bounty.ownerView && (
        <Words of={["wizard", "bounty"]}>
          <OwnerPanel
            bounty={bounty}
            owner={bounty.ownerView}
            terms={terms}
            address={caller.kind === "account" ? caller.address : null}
          />
        </Words>
      )}
      <SoFar bounty={bounty} token={terms.token} />
      <div className="grid gap-x-12 lg:grid-cols-2">
        <TaskWords bounty={bounty} />
        <PayRule bounty={bounty} terms={terms} />
      </div>
      <EscrowFacts bounty={bounty} batches={batches} terms={terms} />
      <BatchTable bounty={bounty} batches={batches} token={terms.token} nowMs={nowMs} />
    </>
  );

  async function find(id: string): Promise<BountyDetail> {
    try {
      return await (await server()).bounties.get(caller, id);
    } catch (error) {
      if (AppError.of(error).code === "not_found") notFound();
      throw error;
    }
  }
}

function Kind({ bounty }: { readonly bounty: BountyDetail }) {
  const { icon, words } = useKindWords()(bounty);
  return (
    <span className="inline-flex items-center gap-1.5">
      <Icon name={icon} />
      {words}
    </span>
  );
}

function Deadline({ bounty, nowMs }: { readonly bounty: BountyDetail; readonly nowMs: number }) {
  const t = useTranslations("bounty");
  const at = (atMs: number) => () => <Time atMs={atMs} nowMs={nowMs} />;
  if (bounty.state === "settled" && bounty.settledAtS !== null) {
    return <span>{t.rich("settledAt", { time: at(bounty.settledAtS * 1000) })}</span>;
  }
  if (bounty.deadlineS === null) return null;
  const atMs = bounty.deadlineS * 1000;
  return <span>{t.rich(atMs > nowMs ? "closes" : "deadlineWas", { time: at(atMs) })}</span>;
}
