import type { Metadata } from "next";
import { SignInFirst } from "@/app/sign-in-first";
import { callerOf } from "@/lib/http";
import { chainTerms, server } from "@/lib/server";
import { ButtonLink } from "@/lib/ui/button-link";
import { EmptyState } from "@/lib/ui/empty-state";
import { PageHead } from "@/lib/ui/page-head";
import { OwnBounties } from "./own-bounties";

export const metadata: Metadata = { title: "My bounties" };

/** The caller's bounties by what they wait for, each with its next act. */
export default async function OwnBountiesPage() {
  const caller = await callerOf();
  if (caller.kind !== "account") {
    return (
      <>
        <PageHead title="My bounties" />
        <SignInFirst to="see your bounties" what="A bounty" />
      </>
    );
  }
  const { bounties } = await server();
  const [{ bounties: own }, { token }] = await Promise.all([
    bounties.list(caller, { state: "mine", sort: "new" }),
    chainTerms(),
  ]);
  const post = (
    <ButtonLink href="/bounties/new" kind="ink" icon="plus">
      Post a bounty
    </ButtonLink>
  );
  return (
    <>
      <PageHead title="My bounties" {...(own.length > 0 && { actions: post })} />
      {own.length === 0 ? (
        <EmptyState title="You have posted no bounty yet" action={post}>
          Bring a table, JSON Lines or a zip of images or recordings; set labels, price and deadline; lock the money,
          and it is open.
        </EmptyState>
      ) : (
        <OwnBounties bounties={own} token={token} nowMs={Date.now()} />
      )}
    </>
  );
}
