"use client";
/** A page that failed: says so plainly, offers to try again, and gives the number under which it was logged. */
import { ErrorState } from "@/lib/ui/error-state";

export default function PageError({ error, reset }: { error: Error & { digest?: string }; reset: () => void }) {
  return (
    <div className="py-12">
      <ErrorState title="This page did not load." onRetry={reset}>
        What you saved is safe, and no tokens moved.
        {error.digest !== undefined && (
          <>
            {" "}
            Logged as <span className="num">{error.digest}</span>.
          </>
        )}
      </ErrorState>
    </div>
  );
}
