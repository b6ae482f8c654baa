import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { kindWords } from "@/app/market/kind-words";
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
  return { title: bounty?.title ?? "No such bounty" };
}

/** A bounty in the open: what is asked, what it pays and why, how far it is, and where its money lies. */
export default async function BountyPage({ params }: Props) {
  const { bountyId } = await params;
  const caller = await callerOf();
  const bounty = await find(bountyId);
  const { settlement } = await server();
  const [terms, { batches }] = await Promise.all([chainTerms(), settlement.batchesOf(caller, { id: bountyId })]);
  const nowMs = Date.now();
  const { icon, words } = kindWords(bounty);
  return (
    <>
      <PageHead
        crumbs={[bounty.mine ? { label: "My bounties", href: "/bounties" } : { label: "Market", href: "/" }]}
        title={bounty.title}
        sub={
          <>
            <BountyStateTag state={bounty.state} />
            <span className="inline-flex items-center gap-1.5">
              <Icon name={icon} />
              {words}
            </span>
            <span>by {bounty.mine ? "you" : <Address address={bounty.owner} />}</span>
            <Deadline bounty={bounty} nowMs={nowMs} />
          </>
        }
        actions={<NextAct bounty={bounty} />}
      />
      {bounty.ownerView && (
        <OwnerPanel
          bounty={bounty}
          owner={bounty.ownerView}
          terms={terms}
          address={caller.kind === "account" ? caller.address : null}
        />
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

function Deadline({ bounty, nowMs }: { readonly bounty: BountyDetail; readonly nowMs: number }) {
  if (bounty.state === "settled" && bounty.settledAtS !== null) {
    return (
      <span>
        settled <Time atMs={bounty.settledAtS * 1000} nowMs={nowMs} />
      </span>
    );
  }
  if (bounty.deadlineS === null) return null;
  const atMs = bounty.deadlineS * 1000;
  return (
    <span>
      {atMs > nowMs ? "closes" : "deadline was"} <Time atMs={atMs} nowMs={nowMs} />
    </span>
  );
}
