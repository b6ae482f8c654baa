/** Token amounts as people type them: exact, in integers, whatever the number of decimals. */

export type ParsedAmount = { kind: "amount"; base: bigint } | { kind: "refused"; reason: string };

/**
 * Reads what a person typed (`"0.02"`, `"1,200.5"`, `".5"`) as base units. The point is the decimal mark; commas
 * are allowed only where thousands are grouped. The reason says what to do.
 */
export function parseAmount(text: string, decimals: number): ParsedAmount {
  const trimmed = text.trim();
  if (trimmed === "") return refused("Write an amount, like 0.02.");
  if (trimmed.startsWith("-") || trimmed.startsWith("−")) return refused("An amount cannot be below zero.");
  if (trimmed.length > 80) return refused("That is longer than any amount can be.");
  const plain = /^\d{1,3}(,\d{3})+(\.\d*)?$/.test(trimmed) ? trimmed.replaceAll(",", "") : trimmed;
  if (plain.includes(",")) return refused("Use a point for decimals, like 0.02.");
  const match = /^(\d*)(?:\.(\d*))?$/.exec(plain);
  const whole = match?.[1] ?? "";
  const fraction = match?.[2] ?? "";
  if (match === null || whole + fraction === "") return refused("Use digits and one point, like 0.02.");
  const significant = fraction.replace(/0+$/, "");
  if (significant.length > decimals) {
    return refused(decimals === 0 ? "This token has no decimals." : `This token has ${decimals} decimals at most.`);
  }
  return { kind: "amount", base: BigInt((whole === "" ? "0" : whole) + significant.padEnd(decimals, "0")) };
}

function refused(reason: string): ParsedAmount {
  return { kind: "refused", reason };
}
