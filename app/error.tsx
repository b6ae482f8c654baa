"use client";
/** A page that failed: says so plainly, offers to try again, and gives the number under which it was logged. */
import { useTranslations } from "next-intl";
import { ErrorState } from "@/lib/ui/error-state";

export default function PageError({ error, reset }: { error: Error & { digest?: string }; reset: () => void }) {
  const t = useTranslations("shell");
  return (
    <div className="py-12">
      <ErrorState title={t("failedTitle")} onRetry={reset}>
        {t("failedWords")}
        {error.digest !== undefined && (
          <> {t.rich("failedLogged", { digest: error.digest, num: (words) => <span className="num">{words}</span> })}</>
        )}
      </ErrorState>
    </div>
  );
}
