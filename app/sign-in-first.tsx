"use client";

import { openSignIn } from "@/lib/client/open-sign-in";
import { Button } from "@/lib/ui/button";
import { EmptyState } from "@/lib/ui/empty-state";

/** In place of what only its owner may see: `to` says what signing in is for, `what` belongs to a wallet. */
export function SignInFirst({ to, what }: { readonly to: string; readonly what: string }) {
  return (
    <EmptyState
      title={`Sign in to ${to}`}
      action={
        <Button kind="ink" onClick={openSignIn}>
          Sign in with a wallet
        </Button>
      }
    >
      One signature, no gas; no tokens move. {what} belongs to the wallet that made it.
    </EmptyState>
  );
}
