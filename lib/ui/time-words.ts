/** Times and durations in the language of the page. Pure: the present is an argument, the calendar is UTC on every machine. `format-time.ts` says the same in
 * English alone, for the screens that are not moved yet. */
import type { useTranslations } from "next-intl";

/** What finds the words of the parts, for functions that are told it. */
export type UiTranslator = ReturnType<typeof useTranslations<"ui">>;

export interface TimeWords {
  /** `"2 d ago"`, `"in 31 h"`, `"now"`; beyond 60 days the date. */
  relative(atMs: number, nowMs: number): string;
  /** A length of time, cut, with its two largest units: `"6 s"`, `"7.4 s"`, `"2 min 5 s"`, `"31 h"`, `"11 d 4 h"`. */
  duration(durationMs: number): string;
  /** How long work will still take, as coarse as the guess is: `"about 3 s left"`, `"about 2 min left"`. */
  left(leftMs: number): string;
  /** The exact instant, to the minute or second: `"22 Nov 2025, 14:40 UTC"`. */
  exact(atMs: number, withSeconds?: boolean): string;
  /** `"22 Nov 2025"`, in UTC. */
  date(atMs: number): string;
}

type Unit = "s" | "min" | "h" | "d";

const SECOND_MS = 1_000;
const MINUTE_MS = 60 * SECOND_MS;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** The words of times in the language of `t`; `tag` is the language as formatters know it, for the names of months. */
export function timeWords(t: UiTranslator, tag: string): TimeWords {
  const one = (ms: number, unitMs: number, unit: Unit) => t(unit, { n: Math.floor(ms / unitMs) });
  const pair = (ms: number, bigMs: number, bigUnit: Unit, smallMs: number, smallUnit: Unit) => {
    const big = one(ms, bigMs, bigUnit);
    const restMs = ms % bigMs;
    return restMs < smallMs ? big : t("two", { big, small: one(restMs, smallMs, smallUnit) });
  };
  const largest = (ms: number) => {
    if (ms < MINUTE_MS) return one(ms, SECOND_MS, "s");
    if (ms < HOUR_MS) return one(ms, MINUTE_MS, "min");
    return ms < 2 * DAY_MS ? one(ms, HOUR_MS, "h") : one(ms, DAY_MS, "d");
  };
  const date = (atMs: number) => {
    const at = new Date(atMs);
    const month = new Intl.DateTimeFormat(tag, { month: "short", timeZone: "UTC" }).format(at);
    return t("date", { day: String(at.getUTCDate()), month, year: String(at.getUTCFullYear()) });
  };
  return {
    date,
    relative(atMs, nowMs) {
      const distanceMs = Math.abs(nowMs - atMs);
      if (distanceMs < SECOND_MS) return t("now");
      if (distanceMs > 60 * DAY_MS) return date(atMs);
      return t(atMs < nowMs ? "ago" : "in", { time: largest(distanceMs) });
    },
    duration(ms) {
      if (ms < 10 * SECOND_MS) return t("s", { n: Math.floor(Math.max(0, ms) / 100) / 10 });
      if (ms < MINUTE_MS) return one(ms, SECOND_MS, "s");
      if (ms < HOUR_MS) return pair(ms, MINUTE_MS, "min", SECOND_MS, "s");
      if (ms < 2 * DAY_MS) return pair(ms, HOUR_MS, "h", MINUTE_MS, "min");
      return pair(ms, DAY_MS, "d", HOUR_MS, "h");
    },
    left: (ms) => t("aboutLeft", { time: ms < SECOND_MS ? t("s", { n: 1 }) : largest(ms) }),
    exact(atMs, withSeconds = false) {
      const time = new Date(atMs).toISOString().slice(11, withSeconds ? 19 : 16);
      return t("instant", { date: date(atMs), time });
    },
  };
}
