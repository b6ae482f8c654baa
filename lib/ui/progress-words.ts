/** What a progress bar says beside itself. */
import { formatCount } from "@/lib/ui/format-number";
import type { TimeWords, UiTranslator } from "@/lib/ui/time-words";

export interface Progress {
  /** Steps done so far; taken as between 0 and `total`. */
  done: number;
  total: number;
  /** What is counted, in the plural: `"rows"`. */
  unit?: string;
  /** A guess of the time still needed, when there is one. */
  leftMs?: number;
}

/** `"1,204 of 2,003 rows · about 3 s left"`; when all is done, the count alone. */
export function progressWords(t: UiTranslator, times: TimeWords, { done, total, unit, leftMs }: Progress): string {
  const reached = clamp(done, total);
  const figures = { done: formatCount(reached), total: formatCount(total) };
  const count = unit === undefined ? t("progress", figures) : t("progressUnit", { ...figures, unit });
  return leftMs === undefined || reached >= total ? count : `${count} · ${times.left(leftMs)}`;
}

/** Whole percent done, cut: 100 only when all is done, 0 when there is nothing to do. */
export function progressPercent(done: number, total: number): number {
  return total <= 0 ? 0 : Math.floor((100 * clamp(done, total)) / total);
}

function clamp(done: number, total: number): number {
  return Math.min(Math.max(done, 0), Math.max(total, 0));
}
