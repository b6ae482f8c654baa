import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Earned, payouts } from "@/lib/settlement/payouts";

const q16 = fc.integer({ min: 0, max: 65_536 });
const anyEarned: fc.Arbitrary<Earned[]> = fc.uniqueArray(
  fc.record({
    annotator: fc.integer({ min: 0, max: 10_000 }).map((n) => `0x${n.toString(16).padStart(40, "0")}`),
    answers: fc.integer({ min: 0, max: 100_000 }),
    spare: fc.integer({ min: 0, max: 1000 }),
    payShareQ16: q16,
    baseShareQ16: q16,
    paidBefore: fc.bigInt({ min: 0n, max: 10n ** 12n }),
  }),
  { selector: ({ annotator }) => annotator, maxLength: 30 },
);
const anyTerms = fc.record({
  unit: fc.bigInt({ min: 0n, max: 10n ** 20n }),
  feeBps: fc.integer({ min: 0, max: 1000 }),
  escrowLeft: fc.bigInt({ min: 0n, max: 10n ** 24n }),
});

const one = (change: Partial<Earned>): Earned => ({
  annotator: `0x${"a".repeat(40)}`,
  answers: 10,
  spare: 0,
  payShareQ16: 65_536,
  baseShareQ16: 32_768,
  paidBefore: 0n,
  ...change,
});
const plenty = { unit: 50_000n, feeBps: 250, escrowLeft: 10n ** 9n };

describe("payouts", () => {
  test("default: pays answers by their share, spare ones by the base share, and the fee on top", () => {
    const { rows, total, fee, allocation } = payouts([one({ payShareQ16: 49_152, spare: 3 })], plenty);
    expect(rows[0]?.payout).toBe(375_000n + 75_000n);
    expect(total).toBe(450_000n);
    expect(allocation - (allocation * 250n) / 10_000n).toBe(total);
    expect(fee).toBe(allocation - total);
  });

  test("behavior: what was paid before stays paid and is not paid again", () => {
    expect(payouts([one({ paidBefore: 123n })], plenty).total).toBe(499_877n);
    expect(payouts([one({ paidBefore: 500_001n })], plenty)).toMatchObject({ total: 0n, allocation: 0n, fee: 0n });
  });

  test("behavior: a short escrow shrinks everybody alike", () => {
    const rows = [one({}), one({ annotator: `0x${"b".repeat(40)}`, answers: 30 })];
    const short = payouts(rows, { ...plenty, feeBps: 0, escrowLeft: 1_000_000n });
    expect(short.rows.map(({ payout }) => payout)).toEqual([250_000n, 750_000n]);
    const feeToo = payouts(rows, { ...plenty, feeBps: 1000, escrowLeft: 2_100_000n });
    expect(feeToo).toMatchObject({ total: 1_890_000n, fee: 209_999n, allocation: 2_099_999n });
    expect(payouts(rows, { ...plenty, escrowLeft: 0n })).toMatchObject({ total: 0n, allocation: 0n });
  });

  test("behavior: never negative, never above the entitlement, never more than the escrow, whatever comes", () => {
    fc.assert(
      fc.property(anyEarned, anyTerms, (earned, terms) => {
        const { rows, total, fee, allocation } = payouts(earned, terms);
        expect(rows.every(({ payout, entitled }) => payout >= 0n && payout <= entitled)).toBe(true);
        expect(rows.reduce((sum, { payout }) => sum + payout, 0n)).toBe(total);
        expect(allocation <= terms.escrowLeft && allocation === total + fee).toBe(true);
        expect((allocation * BigInt(terms.feeBps)) / 10_000n).toBe(fee);
      }),
    );
  });

  test("behavior: at most one unit an annotator is lost to rounding when the escrow is short", () => {
    fc.assert(
      fc.property(anyEarned, anyTerms, (earned, terms) => {
        const { rows, total } = payouts(earned, terms);
        const wanted = payouts(earned, { ...terms, escrowLeft: 10n ** 60n }).total;
        const affordable = terms.escrowLeft - (terms.escrowLeft * BigInt(terms.feeBps)) / 10_000n;
        if (wanted > affordable) expect(affordable - total).toBeLessThanOrEqual(BigInt(rows.length));
        else expect(total).toBe(wanted);
      }),
    );
  });

  test("behavior: rows come sorted by address, in whatever order they went in", () => {
    fc.assert(
      fc.property(anyEarned, anyTerms, (earned, terms) => {
        const forward = payouts(earned, terms);
        expect(payouts(earned.toReversed(), terms)).toEqual(forward);
        const names = forward.rows.map(({ annotator }) => annotator);
        expect(names).toEqual(names.toSorted());
      }),
    );
  });
});
