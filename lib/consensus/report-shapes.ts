import type { QualityReport } from "./quality-report";

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** Up to so many hours the pace is told by the hour, then by the day. */
const HOURLY = 72;
const MOST_ANSWERS = 20;

/** [i] items with i answers, from none on; the last entry holds all with `MOST_ANSWERS` or more. */
export function answersHistogram(work: readonly { readonly answers: number }[], items: number): number[] {
  const histogram = [Math.max(0, items - work.length)];
  for (const { answers } of work) {
    const i = Math.min(answers, MOST_ANSWERS);
    while (histogram.length <= i) histogram.push(0);
    histogram[i] = (histogram[i] ?? 0) + 1;
  }
  return histogram;
}

/** Answers by the hour, or by the day once there are many hours. */
export function pace(readings: readonly { readonly atMs: number }[]): Pick<QualityReport, "pace" | "paceStepMs"> {
  const hours = bins(readings, HOUR_MS);
  const step = hours.size > HOURLY ? DAY_MS : HOUR_MS;
  const steps = step === HOUR_MS ? hours : bins(readings, DAY_MS);
  const inOrder = [...steps].sort(([a], [b]) => a - b);
  return { pace: inOrder.map(([atMs, answers]) => ({ atMs, answers })), paceStepMs: step };
}

function bins(readings: readonly { readonly atMs: number }[], stepMs: number): Map<number, number> {
  const found = new Map<number, number>();
  for (const { atMs } of readings) {
    const start = Math.floor(atMs / stepMs) * stepMs;
    found.set(start, (found.get(start) ?? 0) + 1);
  }
  return found;
}
