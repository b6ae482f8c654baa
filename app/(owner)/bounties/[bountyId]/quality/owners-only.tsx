"use client";

import { openSignIn } from "@/lib/client/open-sign-in";
import { Button } from "@/lib/ui/button";
import { ButtonLink } from "@/lib/ui/button-link";
import { EmptyState } from "@/lib/ui/empty-state";
import { PageHead } from "@/lib/ui/page-head";

type Props = { readonly bountyId: string; readonly signedIn: boolean };

/** A stranger’s view: answers and annotators are the owner’s to see until the bounty is settled. */
export function OwnersOnly({ bountyId, signedIn }: Props) {
  return (
    <>
      <PageHead title="Quality" crumbs={[{ label: "The bounty", href: `/bounties/${bountyId}` }]} />
      <EmptyState
        title="Only the bounty’s owner sees this page"
        action={
          <span className="flex flex-wrap gap-2">
            <Button kind="ink" onClick={openSignIn}>
              {signedIn ? "Use another wallet" : "Sign in"}
            </Button>
            <ButtonLink href={`/bounties/${bountyId}`}>The bounty</ButtonLink>
          </span>
        }
      >
        {signedIn
          ? "You are signed in with a wallet that did not post it. Answers stay hidden from others so that nobody can copy them."
          : "If it is yours, sign in with the wallet that posted it."}
      </EmptyState>
    </>
  );
}
