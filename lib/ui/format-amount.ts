/** Token amounts as text: exact, in integers, whatever the number of decimals. */

export interface AmountFormat {
  /** Decimals always shown; 3 in running text, 6 where records are compared. Default 3. */
  places?: number;
  /** Show every further decimal that is not zero (a price), instead of cutting. Default false. */
  exact?: boolean;
}

/**
 * Writes base units as a decimal number with grouped thousands: `212160000n` at 6 decimals is `"212.160"`.
 * Cut towards zero, never rounded up, so that no screen shows a token more than there is; an amount that would
 * be cut to nothing is written exactly instead.
 */
export function formatAmount(base: bigint | string, decimals: number, format: AmountFormat = {}): string {
  const places = format.places ?? 3;
  const { negative, whole, fraction } = split(BigInt(base), decimals);
  const cut = fraction.slice(0, places).padEnd(places, "0");
  const rest = fraction.slice(places).replace(/0+$/, "");
  const vanishes = rest !== "" && whole === "0" && /^0*$/.test(cut);
  const shown = format.exact === true || vanishes ? cut + rest : cut;
  const text = shown === "" ? groupDigits(whole) : `${groupDigits(whole)}.${shown}`;
  return negative ? `−${text}` : text;
}

/** The shortest exact decimal, without grouping: what `parseAmount` (parse-amount.ts) reads back to the same base units. */
export function plainAmount(base: bigint | string, decimals: number): string {
  const { negative, whole, fraction } = split(BigInt(base), decimals);
  const tail = fraction.replace(/0+$/, "");
  return `${negative ? "-" : ""}${whole}${tail === "" ? "" : `.${tail}`}`;
}

/** Groups the digits of a whole number in threes: `"61204"` is `"61,204"`. */
export function groupDigits(whole: string): string {
  return whole.replace(/\B(?=(\d{3})+$)/g, ",");
}

function split(base: bigint, decimals: number): { negative: boolean; whole: string; fraction: string } {
  const negative = base < 0n;
  const digits = (negative ? -base : base).toString().padStart(decimals + 1, "0");
  const cut = digits.length - decimals;
  return { negative, whole: digits.slice(0, cut), fraction: digits.slice(cut) };
}
