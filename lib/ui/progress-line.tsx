/** Work in progress: a thick streak with its count and the time left in words, and a way to stop. */
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Bar } from "@/lib/ui/bar";
import { type Progress, progressPercent, progressWords } from "@/lib/ui/progress-words";
import { useTimeWords } from "@/lib/ui/use-time-words";

export interface ProgressLineProps extends Progress {
  /** What is being done: `"Reading support-messages.csv"`. */
  label: string;
  gold?: boolean;
  /** Words and a button at the far end: "You can leave; it goes on in this tab." */
  end?: ReactNode;
}

export function ProgressLine({ label, gold = false, end, ...progress }: ProgressLineProps) {
  const percent = progressPercent(progress.done, progress.total);
  const words = progressWords(useTranslations("ui"), useTimeWords(), progress);
  return (
    <div>
      <div className="ui-progress-words">
        <span>
          <span className="num">{percent} %</span> <span className="text-ink-3">· {words}</span>
        </span>
        {end}
      </div>
      <div
        role="progressbar"
        aria-label={label}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={percent}
        aria-valuetext={words}
      >
        <Bar share={progress.total <= 0 ? 0 : progress.done / progress.total} thick gold={gold} />
      </div>
    </div>
  );
}
