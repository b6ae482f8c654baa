/** Times and durations in words. Pure: the present is an argument, the calendar is UTC on every machine. */

const SECOND_MS = 1_000;
const MINUTE_MS = 60 * SECOND_MS;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"] as const;

/** `"2 d ago"`, `"in 31 h"`, `"now"`; beyond 60 days the date. */
export function relativeTime(atMs: number, nowMs: number): string {
  const distanceMs = Math.abs(nowMs - atMs);
  if (distanceMs < SECOND_MS) return "now";
  if (distanceMs > 60 * DAY_MS) return shortDate(atMs);
  const words = largestUnit(distanceMs);
  return atMs < nowMs ? `${words} ago` : `in ${words}`;
}

/** A length of time, cut, with its two largest units: `"6 s"`, `"7.4 s"`, `"2 min 5 s"`, `"31 h"`, `"11 d 4 h"`. */
export function durationWords(durationMs: number): string {
  if (durationMs < 10 * SECOND_MS) return `${Math.floor(Math.max(0, durationMs) / 100) / 10} s`;
  if (durationMs < MINUTE_MS) return `${Math.floor(durationMs / SECOND_MS)} s`;
  if (durationMs < HOUR_MS) return pair(durationMs, MINUTE_MS, "min", SECOND_MS, "s");
  if (durationMs < 2 * DAY_MS) return pair(durationMs, HOUR_MS, "h", MINUTE_MS, "min");
  return pair(durationMs, DAY_MS, "d", HOUR_MS, "h");
}

/** The exact instant, to the minute or second: `"22 Nov 2025, 14:40 UTC"`. */
export function exactTime(atMs: number, withSeconds = false): string {
  const iso = new Date(atMs).toISOString();
  return `${shortDate(atMs)}, ${iso.slice(11, withSeconds ? 19 : 16)} UTC`;
}

/** `"22 Nov 2025"`, in UTC. */
function shortDate(atMs: number): string {
  const date = new Date(atMs);
  return `${date.getUTCDate()} ${MONTHS[date.getUTCMonth()] ?? ""} ${date.getUTCFullYear()}`;
}

function largestUnit(durationMs: number): string {
  if (durationMs < MINUTE_MS) return `${Math.floor(durationMs / SECOND_MS)} s`;
  if (durationMs < HOUR_MS) return `${Math.floor(durationMs / MINUTE_MS)} min`;
  if (durationMs < 2 * DAY_MS) return `${Math.floor(durationMs / HOUR_MS)} h`;
  return `${Math.floor(durationMs / DAY_MS)} d`;
}

function pair(durationMs: number, bigMs: number, bigName: string, smallMs: number, smallName: string): string {
  const big = Math.floor(durationMs / bigMs);
  const small = Math.floor((durationMs % bigMs) / smallMs);
  return small === 0 ? `${big} ${bigName}` : `${big} ${bigName} ${small} ${smallName}`;
}
