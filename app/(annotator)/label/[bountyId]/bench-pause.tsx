import { useTranslations } from "next-intl";
import { lazy, type ReactNode, Suspense, useEffect } from "react";
import type { BenchView } from "@/lib/client/bench-view";
import { SkeletonRows } from "@/lib/ui/skeleton";

const words = () => import("./pause-words");
const PauseWords = lazy(words);

type Props = { readonly bar: ReactNode; readonly view: BenchView; readonly loading: boolean; onRetry(): void };

/** The bench when there is nothing to answer: loading, done, paused, closed, or out of reach. */
export function BenchPause({ bar, view, loading, onRetry }: Props) {
  const t = useTranslations("bench");
  useEffect(() => void words().catch(() => undefined), []);
  const skeleton = <SkeletonRows rows={3} label={t("gettingItems")} />;
  return (
    <div className="ui-bench">
      {bar}
      <main className="col-span-full p-6 md:p-16" id="main">
        {loading && !view.failure && !view.offline ? (
          skeleton
        ) : (
          <Suspense fallback={skeleton}>
            <PauseWords view={view} onRetry={onRetry} />
          </Suspense>
        )}
      </main>
    </div>
  );
}
