import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { allocationFor, allocationsFor } from "@/lib/settlement/allocation";

const payout = fc.bigInt({ min: 0n, max: 10n ** 24n });
const feeBps = fc.integer({ min: 0, max: 1000 });

/** The vault's own arithmetic: what remains of an allocation after the fee. */
const net = (sum: bigint, bps: number) => sum - (sum * BigInt(bps)) / 10_000n;

describe("allocationFor", () => {
  test("leaves exactly the payout after the vault's fee, and is the smallest that does", () => {
    fc.assert(
      fc.property(payout, feeBps, (pay, bps) => {
        const { allocation, fee } = allocationFor(pay, bps);
        expect(net(allocation, bps)).toBe(pay);
        expect(fee).toBe((allocation * BigInt(bps)) / 10_000n);
        if (allocation > 0n) expect(net(allocation - 1n, bps)).toBeLessThan(pay);
      }),
      { numRuns: 1000 },
    );
  });

  test("examples", () => {
    expect(allocationFor(0n, 200)).toEqual({ allocation: 0n, fee: 0n });
    expect(allocationFor(98n, 200)).toEqual({ allocation: 99n, fee: 1n });
    expect(allocationFor(1_000_000n, 0)).toEqual({ allocation: 1_000_000n, fee: 0n });
    expect(allocationFor(980_000n, 200)).toEqual({ allocation: 999_999n, fee: 19_999n });
  });

  test("refuses negative payouts and impossible fees", () => {
    expect(() => allocationFor(-1n, 200)).toThrow("negative");
    for (const bps of [-1, 10_000, 1.5]) expect(() => allocationFor(1n, bps)).toThrow("basis points");
  });
});

describe("allocationsFor", () => {
  const batch = fc.array(payout, { minLength: 1, maxLength: 30 });

  test("together leave exactly the payouts after the vault's one fee", () => {
    fc.assert(
      fc.property(batch, feeBps, (payouts, bps) => {
        const allocations = allocationsFor(payouts, bps);
        const sum = allocations.reduce((total, each) => total + each.allocation, 0n);
        expect(net(sum, bps)).toBe(payouts.reduce((total, each) => total + each, 0n));
        const fees = allocations.reduce((total, each) => total + each.fee, 0n);
        expect(fees).toBe((sum * BigInt(bps)) / 10_000n);
      }),
      { numRuns: 500 },
    );
  });

  test("each bounty pays its own payout and, within one unit, its own share of the fee", () => {
    fc.assert(
      fc.property(batch, feeBps, (payouts, bps) => {
        allocationsFor(payouts, bps).forEach(({ allocation, fee }, i) => {
          const own = payouts[i] ?? 0n;
          expect(fee).toBeGreaterThanOrEqual(0n);
          const floor = (own * 10_000n) / (10_000n - BigInt(bps));
          expect(allocation - floor).toBeGreaterThanOrEqual(-1n);
          expect(allocation - floor).toBeLessThanOrEqual(1n);
        });
      }),
      { numRuns: 500 },
    );
  });
});
