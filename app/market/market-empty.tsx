import { ButtonLink } from "@/lib/ui/button-link";
import { EmptyState } from "@/lib/ui/empty-state";
import type { MarketSearch } from "./market-query";

/** No row to show: nothing is open, or nothing fits. */
export function MarketEmpty({ search, total }: { readonly search: MarketSearch; readonly total: number }) {
  if (total === 0) {
    return (
      <EmptyState
        title="No bounty is open right now"
        action={
          <ButtonLink href="/bounties/new" kind="ink">
            Post a bounty
          </ButtonLink>
        }
      >
        Be the first: a table or a zip of images or recordings becomes a funded bounty in a few minutes.
      </EmptyState>
    );
  }
  return (
    <EmptyState title="No open bounty fits" action={<ButtonLink href="/">Show all {total}</ButtonLink>}>
      {search.q ? `No title or guidelines hold "${search.q}"` : "Nothing of this kind is open to you now"}. Look for
      something else, or at all of them.
    </EmptyState>
  );
}
