/** Counts, shares and sizes as the pages write them. Pure and free of locale. */
import { groupDigits } from "@/lib/ui/format-amount";

/** A count with grouped thousands: `61204` is `"61,204"`. */
export function formatCount(count: number | bigint): string {
  const text = typeof count === "bigint" ? count.toString() : Math.trunc(count).toString();
  return text.startsWith("-") ? `−${groupDigits(text.slice(1))}` : groupDigits(text);
}

/** A share of 1 without its leading zero, as columns of certainties are set: `0.947` is `".947"`, `1` is `"1.000"`. */
export function formatShare(share: number, places = 3): string {
  const text = share.toFixed(places);
  if (text.startsWith("0.")) return text.slice(1);
  return text.startsWith("-0.") ? `−${text.slice(2)}` : text.replace("-", "−");
}

/** `part` of `whole` in percent: `"92.6 %"`; a dash when there is nothing to divide by. */
export function formatPercent(part: number, whole: number, places = 1): string {
  return whole === 0 ? "—" : `${((100 * part) / whole).toFixed(places)} %`;
}

/** Bytes in the decimal units of download pages: `"38 kB"`, `"4.1 MB"`. */
export function formatBytes(bytes: number): string {
  if (bytes < 1_000) return `${bytes} B`;
  if (bytes < 999_500) return `${Math.round(bytes / 1_000)} kB`;
  if (bytes < 999_950_000) return `${(bytes / 1_000_000).toFixed(1)} MB`;
  return `${(bytes / 1_000_000_000).toFixed(1)} GB`;
}

/** `1 item`, `2,000 items`: the count with its word; the plural is given where it is not formed with s. */
export function countOf(count: number, one: string, many = `${one}s`): string {
  return `${formatCount(count)} ${count === 1 ? one : many}`;
}
