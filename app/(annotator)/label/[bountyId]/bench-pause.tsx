import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import type { BenchView } from "@/lib/client/bench-view";
import { Button } from "@/lib/ui/button";
import { ButtonLink } from "@/lib/ui/button-link";
import { EmptyState } from "@/lib/ui/empty-state";
import { ErrorState } from "@/lib/ui/error-state";
import { SkeletonRows } from "@/lib/ui/skeleton";

type Props = { readonly bar: ReactNode; readonly view: BenchView; readonly loading: boolean; onRetry(): void };

/** The bench when there is nothing to answer: loading, done, paused, closed, or out of reach. */
export function BenchPause({ bar, view, loading, onRetry }: Props) {
  const t = useTranslations("bench");
  return (
    <div className="ui-bench">
      {bar}
      <main className="col-span-full p-6 md:p-16" id="main">
        {loading && !view.failure && !view.offline ? (
          <SkeletonRows rows={3} label={t("gettingItems")} />
        ) : (
          <Words view={view} onRetry={onRetry} />
        )}
      </main>
    </div>
  );
}

function Words({ view, onRetry }: { readonly view: BenchView; onRetry(): void }) {
  const t = useTranslations("bench");
  const kept = view.waiting > 0 && t("keptAnswers", { count: view.waiting });
  if (view.phase === "failed" || view.failure) {
    return (
      <ErrorState title={t("failedTitle")} onRetry={onRetry}>
        {view.failure} {kept}
      </ErrorState>
    );
  }
  if (view.offline) {
    return (
      <EmptyState title={t("offlineTitle")} action={<Button onClick={onRetry}>{t("tryNow")}</Button>}>
        {kept} {t("offlineWords")}
      </EmptyState>
    );
  }
  const leave = <ButtonLink href="/">{t("findAnother")}</ButtonLink>;
  const seen = <ButtonLink href="/earnings">{t("seeEarnings")}</ButtonLink>;
  if (view.phase === "paused") {
    return (
      <EmptyState title={t("pausedTitle")} action={seen}>
        {t("pausedWords")}
      </EmptyState>
    );
  }
  if (view.phase === "closed") {
    return (
      <EmptyState title={t("closedTitle")} action={seen}>
        {t("closedWords")}
      </EmptyState>
    );
  }
  return (
    <EmptyState
      title={t("noneTitle")}
      action={
        <>
          <Button onClick={onRetry}>{t("lookAgain")}</Button>
          {leave}
          {seen}
        </>
      }
    >
      {t("noneWords")}
    </EmptyState>
  );
}
