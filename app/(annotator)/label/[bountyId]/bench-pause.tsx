import type { ReactNode } from "react";
import type { BenchView } from "@/lib/client/bench-view";
import { Button } from "@/lib/ui/button";
import { ButtonLink } from "@/lib/ui/button-link";
import { EmptyState } from "@/lib/ui/empty-state";
import { ErrorState } from "@/lib/ui/error-state";
import { countOf } from "@/lib/ui/format-number";
import { SkeletonRows } from "@/lib/ui/skeleton";

type Props = { readonly bar: ReactNode; readonly view: BenchView; readonly loading: boolean; onRetry(): void };

/** The bench when there is nothing to answer: loading, done, paused, closed, or out of reach. */
export function BenchPause({ bar, view, loading, onRetry }: Props) {
  return (
    <div className="ui-bench">
      {bar}
      <main className="col-span-full p-6 md:p-16" id="main">
        {loading && !view.failure && !view.offline ? (
          <SkeletonRows rows={3} label="Getting items" />
        ) : (
          <Words view={view} onRetry={onRetry} />
        )}
      </main>
    </div>
  );
}

function Words({ view, onRetry }: { readonly view: BenchView; onRetry(): void }) {
  if (view.phase === "failed" || view.failure) {
    return (
      <ErrorState title="No items could be fetched" onRetry={onRetry}>
        {view.failure} {view.waiting > 0 && `${countOf(view.waiting, "answer")} kept in this browser, safe.`}
      </ErrorState>
    );
  }
  if (view.offline) {
    return (
      <EmptyState title="No connection, and no more items here" action={<Button onClick={onRetry}>Try now</Button>}>
        {view.waiting > 0 && `${countOf(view.waiting, "answer")} kept in this browser, safe. `}
        It goes on by itself when the connection is back.
      </EmptyState>
    );
  }
  const leave = <ButtonLink href="/">Find another bounty</ButtonLink>;
  const seen = <ButtonLink href="/earnings">See your earnings</ButtonLink>;
  if (view.phase === "paused") {
    return (
      <EmptyState title="You are paused on this bounty" action={seen}>
        Too many answers differed from items whose answer is known. What you earned stays yours.
      </EmptyState>
    );
  }
  if (view.phase === "closed") {
    return (
      <EmptyState title="This bounty has been closed" action={seen}>
        Every answer you gave is settled with its batch.
      </EmptyState>
    );
  }
  return (
    <EmptyState
      title="Nothing left for you here"
      action={
        <>
          <Button onClick={onRetry}>Look again</Button>
          {leave}
          {seen}
        </>
      }
    >
      You have seen every item that still wants an answer. Items that others give back may come up again.
    </EmptyState>
  );
}
