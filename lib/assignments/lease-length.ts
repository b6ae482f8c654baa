const MIN_LEASE_MS = 5 * 60_000;
export const MAX_LEASE_MS = 60 * 60_000;

/** Before anybody has answered. */
const UNKNOWN_LEAD_MS = 30_000;

/**
 * How long the leases of a batch live, in milliseconds: three times the median for an item, and the median once more for
 * each that is worked on before it; never under 5 minutes, never over 60. A policy's own length goes before.
 */
export function leaseLengthMs(
  medianLeadMs: number | undefined,
  count: number,
  policyMs: number | undefined = undefined,
): number {
  if (policyMs !== undefined) return policyMs;
  const wished = (medianLeadMs ?? UNKNOWN_LEAD_MS) * (count + 2);
  return Math.min(MAX_LEASE_MS, Math.max(MIN_LEASE_MS, Math.round(wished)));
}
