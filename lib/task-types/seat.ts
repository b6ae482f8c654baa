import { sha256Hex } from "@/lib/kernel/sha256";

/**
 * Whose eyes an item meets: 32 bits from the item's content hash and the annotator's address (hex, any case). What stands
 * first hangs on it, so it is the same at every visit, fair over many, chosen by nobody, and anybody who has the answers can
 * compute it again. 0, whom no address has but by chance, sees an item as its owner wrote it.
 */
export const seatOf = (itemHash: string, address: string): number =>
  Number.parseInt(sha256Hex(`seat:${itemHash}:${address.toLowerCase()}`).slice(0, 8), 16);

/** The order in which a seat sees `count` things: every order is as likely as any other (Fisher-Yates). */
export function shownOrder(count: number, seat: number): number[] {
  const order = Array.from({ length: count }, (_, i) => i);
  if (seat === 0) return order;
  let state = seat >>> 0;
  for (let last = count - 1; last > 0; last--) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    const other = Math.floor(((state >>> 8) * (last + 1)) / 2 ** 24);
    [order[last], order[other]] = [order[other] as number, order[last] as number];
  }
  return order;
}
