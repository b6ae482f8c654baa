import { useTranslations } from "next-intl";
import { lazy, type ReactNode, Suspense, useEffect } from "react";
import type { BenchEngine } from "@/lib/client/bench-engine";
import type { BenchView } from "@/lib/client/bench-view";
import { useSeen } from "@/lib/client/use-bench";
import { SkeletonRows } from "@/lib/ui/skeleton";

const words = () => import("./pause-words");
const PauseWords = lazy(words);

/** `loading`: what the item is drawn with is not there yet. */
type Props = { readonly engine: BenchEngine; readonly bar: ReactNode; readonly loading: boolean; onRetry(): void };

const whole = (view: BenchView) => view;

/** The bench when there is nothing to answer: loading, done, paused, closed, or out of reach. */
export function BenchPause({ engine, bar, loading, onRetry }: Props) {
  const t = useTranslations("bench");
  const view = useSeen(engine, whole);
  const waits = loading || view.phase === "loading" || view.phase === "ready";
  useEffect(() => void words().catch(() => undefined), []);
  const skeleton = <SkeletonRows rows={3} label={t("gettingItems")} />;
  return (
    <div className="ui-bench">
      {bar}
      <main className="col-span-full p-6 md:p-16" id="main">
        {waits && !view.failure && !view.offline ? (
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
