import { useTranslations } from "next-intl";
import type { BenchView } from "@/lib/client/bench-view";
import { useErrorWords } from "@/lib/client/use-error-words";
import { Button } from "@/lib/ui/button";
import { ButtonLink } from "@/lib/ui/button-link";
import { EmptyState } from "@/lib/ui/empty-state";
import { ErrorState } from "@/lib/ui/error-state";

/** Why there is nothing to answer, and what to do then; fetched behind the first paint, before it is needed. */
export default function PauseWords({ view, onRetry }: { readonly view: BenchView; onRetry(): void }) {
  const t = useTranslations("bench");
  const say = useErrorWords();
  const kept = view.waiting > 0 && t("keptAnswers", { count: view.waiting });
  if (view.phase === "failed" || view.failure) {
    return (
      <ErrorState title={t("failedTitle")} onRetry={onRetry}>
        {view.failure && say(view.failure)} {kept}
      </ErrorState>
    );
  }
  if (view.offline) {
    return (
      <EmptyState wholePage title={t("offlineTitle")} action={<Button onClick={onRetry}>{t("tryNow")}</Button>}>
        {kept} {t("offlineWords")}
      </EmptyState>
    );
  }
  const leave = <ButtonLink href="/">{t("findAnother")}</ButtonLink>;
  const seen = <ButtonLink href="/earnings">{t("seeEarnings")}</ButtonLink>;
  if (view.phase === "paused") {
    return (
      <EmptyState wholePage title={t("pausedTitle")} action={seen}>
        {t("pausedWords")}
      </EmptyState>
    );
  }
  if (view.phase === "closed") {
    return (
      <EmptyState wholePage title={t("closedTitle")} action={seen}>
        {t("closedWords")}
      </EmptyState>
    );
  }
  return (
    <EmptyState
      wholePage
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
