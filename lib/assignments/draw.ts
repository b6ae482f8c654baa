import type { DispatchPolicy } from "./dispatch-policy";
import { type GoldRate, goldRate } from "./gold-rate";
import { leaseLengthMs } from "./lease-length";

/** Everything that chance and policy decide about one claim. */
export type Draw = {
  readonly wanted: number;
  /** Where the walk along the open items begins: 0 … items − 1. */
  readonly startAt: number;
  readonly leaseMs: number;
  readonly gold: GoldRate;
  /** Where the walk along the gold begins: 0 … golds − 1. */
  readonly goldStart: number;
  /** The annotator's secret for this bounty; used if this is the first claim. Signed 64 bits. */
  readonly seed: bigint;
};

/** Bytes of chance that one draw uses. */
export const DRAW_BYTES = 20;

/** A draw from `DRAW_BYTES` random bytes. Items are numbered in shuffled order, so a random start is a random choice. */
export function drawOf(
  bounty: { readonly itemCount: number; readonly goldCount: number; readonly policy: DispatchPolicy },
  wanted: number,
  medianLeadMs: number | undefined,
  random: Uint8Array,
): Draw {
  const view = new DataView(random.buffer, random.byteOffset, DRAW_BYTES);
  return {
    wanted,
    startAt: below(bounty.itemCount, view, 0),
    leaseMs: leaseLengthMs(medianLeadMs, wanted, bounty.policy.leaseMs),
    gold: goldRate(bounty.policy, bounty.goldCount),
    goldStart: below(bounty.goldCount, view, 6),
    seed: view.getBigInt64(12),
  };
}

/** An integer in 0 … n − 1 from 48 bits; the bias is under n / 2^48. */
function below(n: number, view: DataView, at: number): number {
  return n === 0 ? 0 : (view.getUint16(at) * 2 ** 32 + view.getUint32(at + 2)) % n;
}
