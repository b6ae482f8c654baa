import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { budget, grossOf } from "@/lib/bounties/budget";

const terms = fc.record({
  items: fc.integer({ min: 1, max: 200_000 }),
  gold: fc.integer({ min: 0, max: 1_000 }),
  overlap: fc.integer({ min: 1, max: 100 }),
  maxOverlap: fc.option(fc.integer({ min: 1, max: 100 }), { nil: undefined }),
  moreAnswers: fc.option(fc.integer({ min: 0, max: 1_000_000 }), { nil: undefined }),
  priceUnits: fc.bigInt({ min: 1n, max: 10n ** 18n }),
  feeBps: fc.integer({ min: 0, max: 1_000 }),
  betaBps: fc.integer({ min: 2_000, max: 10_000 }),
  goldBps: fc.integer({ min: 0, max: 5_000 }),
});

describe("the budget of a bounty", () => {
  test("default: 2,000 items, 3 answers each, gold, at 0.02 with 2 % fee", () => {
    const found = budget({
      items: 2_000,
      gold: 60,
      overlap: 3,
      priceUnits: 20_000n,
      feeBps: 200,
      betaBps: 5_000,
      goldBps: 1_000,
    });
    expect(found).toMatchObject({ answers: 6_000, extras: 910, mostAnswers: 6_910, payUnits: 138_200_000n });
    expect(found.escrowUnits).toBe(141_020_408n); // 141,020,408 less floor(2,820,408.16)
    expect(found.feeUnits).toBe(2_820_408n);
  });

  test("behavior: without gold, five in a hundred may come late and be paid", () => {
    const found = budget({ items: 7, gold: 0, overlap: 3, priceUnits: 1n, feeBps: 0, betaBps: 5_000, goldBps: 1_000 });
    expect(found).toMatchObject({ answers: 21, extras: 2, escrowUnits: 23n, feeUnits: 0n });
  });

  test("behavior: what may be asked for where people disagree is locked too, at the full price, and no more", () => {
    fc.assert(
      fc.property(terms, (terms) => {
        const { answers, more, mostAnswers } = budget(terms);
        const { items, overlap, maxOverlap = overlap, moreAnswers = Number.POSITIVE_INFINITY } = terms;
        expect(more).toBe(Math.min(moreAnswers, items * Math.max(0, maxOverlap - overlap)));
        expect(answers).toBe(items * overlap + more);
        expect(mostAnswers).toBeGreaterThanOrEqual(answers);
        const { moreAnswers: _, maxOverlap: __, ...fixed } = terms;
        expect(budget(fixed).more).toBe(0);
        expect(budget(fixed).likelyUnits[0]).toBe(budget(terms).likelyUnits[0]);
      }),
    );
    const dynamic = { items: 10, gold: 0, overlap: 3, maxOverlap: 5, feeBps: 0, betaBps: 5_000, goldBps: 0 };
    expect(budget({ ...dynamic, priceUnits: 2n })).toMatchObject({ answers: 50, more: 20, likelyUnits: [30n, 100n] });
    expect(budget({ ...dynamic, moreAnswers: 7, priceUnits: 2n })).toMatchObject({ answers: 37, more: 7 });
  });

  test("behavior: after the vault's fee, the escrow leaves exactly all answers at the full price", () => {
    fc.assert(
      fc.property(terms, (terms) => {
        const { escrowUnits, payUnits, mostAnswers } = budget(terms);
        expect(payUnits).toBe(BigInt(mostAnswers) * terms.priceUnits);
        expect(escrowUnits - (escrowUnits * BigInt(terms.feeBps)) / 10_000n).toBe(payUnits);
      }),
    );
  });

  test("behavior: no smaller amount would do", () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 1n, max: 10n ** 30n }), fc.integer({ min: 0, max: 9_999 }), (pay, feeBps) => {
        const less = grossOf(pay, feeBps) - 1n;
        expect(less - (less * BigInt(feeBps)) / 10_000n).toBeLessThan(pay);
      }),
    );
  });

  test("behavior: what it likely costs is a range below the escrow", () => {
    fc.assert(
      fc.property(terms, (terms) => {
        const { likelyUnits, escrowUnits } = budget(terms);
        expect(likelyUnits[0]).toBeLessThanOrEqual(likelyUnits[1]);
        expect(likelyUnits[1]).toBeLessThanOrEqual(escrowUnits);
      }),
    );
  });
});
