"use client";

import { openSignIn } from "@/lib/client/open-sign-in";
import { Button } from "@/lib/ui/button";
import { ButtonLink } from "@/lib/ui/button-link";
import { EmptyState } from "@/lib/ui/empty-state";
import { PageHead } from "@/lib/ui/page-head";

/** Nobody is signed in: earnings belong to a wallet. */
export function SignedOut() {
  return (
    <>
      <PageHead title="Earnings" />
      <EmptyState
        title="Sign in to see what you earned"
        action={
          <Button kind="ink" onClick={openSignIn}>
            Sign in
          </Button>
        }
      >
        Earnings belong to a wallet. Signing in is one signature; it costs no gas and moves no tokens.
      </EmptyState>
    </>
  );
}

/** Signed in, and no answer given yet. */
export function NothingEarned() {
  return (
    <EmptyState
      title="Nothing earned yet"
      action={
        <ButtonLink kind="ink" href="/">
          Find a bounty
        </ButtonLink>
      }
    >
      Answer a few items of an open bounty. Its pay is locked before you start, it grows here as you label, and every
      answer that is not paid in full says why.
    </EmptyState>
  );
}
