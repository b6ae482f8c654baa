"use client";

import { openSignIn } from "@/lib/client/open-sign-in";
import { Button } from "@/lib/ui/button";
import { EmptyState } from "@/lib/ui/empty-state";

/** In place of the webhooks, which belong to a wallet. */
export function WebhooksSignIn() {
  return (
    <EmptyState
      title="Sign in to make a webhook"
      action={
        <Button kind="ink" onClick={openSignIn}>
          Sign in with a wallet
        </Button>
      }
    >
      One signature, no gas; no tokens move. A webhook belongs to the wallet that made it.
    </EmptyState>
  );
}
