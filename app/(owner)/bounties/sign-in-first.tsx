"use client";

import { openSignIn } from "@/lib/client/open-sign-in";
import { Button } from "@/lib/ui/button";
import { EmptyState } from "@/lib/ui/empty-state";

/** In place of a list that only its owner may see. */
export function SignInFirst() {
  return (
    <EmptyState
      title="Sign in to see your bounties"
      action={
        <Button kind="ink" onClick={openSignIn}>
          Sign in with a wallet
        </Button>
      }
    >
      One signature, no gas; no tokens move. A bounty belongs to the wallet that made it.
    </EmptyState>
  );
}
