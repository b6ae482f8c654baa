/**
 * What a bounty must give so that its annotators get their pay after the operator's fee. The vault takes
 * floor(sum of allocations * feeBps / 10000) once for a batch and demands that exactly the payouts remain.
 */
import { grossOf } from "@/lib/bounties/budget";
import { AppError } from "@/lib/kernel/errors";
import { ONE_BPS } from "@/lib/kernel/q16";

export type Allocation = { readonly allocation: bigint; readonly fee: bigint };

/**
 * The smallest allocation s with s - floor(s * feeBps / 10000) = payout, and its fee; base units.
 * @throws AppError `fault` for a negative payout or a fee outside 0 to 9999 basis points.
 */
export function allocationFor(payout: bigint, feeBps: number): Allocation {
  const allocation = smallestGross(payout, feeBps);
  return { allocation, fee: allocation - payout };
}

/**
 * Splits a batch over its bounties: one allocation for each payout, in order, that add up to exactly what
 * `allocationFor` asks for the sum of the payouts. (Rounding each bounty alone would miss the vault's one fee for the
 * batch.) Each is its payout or more, and within one unit of its exact share; so a bounty that is settled in n batches
 * needs at most n base units beyond payout / (1 - fee).
 */
export function allocationsFor(payouts: readonly bigint[], feeBps: number): Allocation[] {
  let paid = 0n;
  let taken = 0n;
  return payouts.map((payout) => {
    if (payout < 0n) throw new AppError("fault", `a payout cannot be negative: ${payout}`);
    paid += payout;
    const allocation = smallestGross(paid, feeBps) - taken;
    taken += allocation;
    return { allocation, fee: allocation - payout };
  });
}

/** The form's and the server's escrow arithmetic, with the bounds that a settlement insists on. */
function smallestGross(payout: bigint, feeBps: number): bigint {
  if (payout < 0n) throw new AppError("fault", `a payout cannot be negative: ${payout}`);
  if (!Number.isInteger(feeBps) || feeBps < 0 || feeBps >= ONE_BPS) {
    throw new AppError("fault", `a fee must be 0 to 9999 basis points, not ${feeBps}`);
  }
  return grossOf(payout, feeBps);
}
