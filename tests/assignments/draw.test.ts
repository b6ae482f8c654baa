import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { DRAW_BYTES, drawOf } from "@/lib/assignments/draw";
import { goldRate } from "@/lib/assignments/gold-rate";
import { leaseLengthMs } from "@/lib/assignments/lease-length";
import { progressOf } from "@/lib/assignments/progress";
import { shuffle } from "@/lib/assignments/shuffle";
import { bountyOf } from "./stage";

const MINUTE = 60_000;

describe("the length of a lease", () => {
  test("default: three times the median, and the median again for each item before it", () => {
    expect(leaseLengthMs(2 * MINUTE, 1)).toBe(6 * MINUTE);
    expect(leaseLengthMs(2 * MINUTE, 10)).toBe(24 * MINUTE);
  });

  test("behavior: never under five minutes, never over an hour, and as the policy says", () => {
    expect(leaseLengthMs(undefined, 1)).toBe(5 * MINUTE);
    expect(leaseLengthMs(10, 20)).toBe(5 * MINUTE);
    expect(leaseLengthMs(30 * MINUTE, 20)).toBe(60 * MINUTE);
    expect(leaseLengthMs(30 * MINUTE, 20, 1_000)).toBe(1_000);
  });
});

describe("the rate of gold", () => {
  const policy = { goldBps: 1_000, goldLaterBps: 400, blindBps: 0, suggestions: true };

  test("default: more for newcomers, less later", () => {
    expect(goldRate(policy, 9)).toEqual({ count: 9, firstBps: 1_000, laterBps: 400, earlyAnswers: 50 });
  });

  test("behavior: never more later than at first; none where there is none", () => {
    expect(goldRate({ ...policy, goldLaterBps: 3_000 }, 9).laterBps).toBe(1_000);
    expect(goldRate(policy, 0)).toMatchObject({ count: 0, firstBps: 0, laterBps: 0 });
  });
});

describe("a draw", () => {
  const bytes = fc.uint8Array({ minLength: DRAW_BYTES, maxLength: DRAW_BYTES });

  test("behavior: starts lie within the items and the golds, whatever the dice say", () => {
    fc.assert(
      fc.property(bytes, fc.integer({ min: 1, max: 5_000_000 }), fc.nat(1_000), (random, itemCount, goldCount) => {
        const { startAt, goldStart, seed } = drawOf(bountyOf({ itemCount, goldCount }), 5, undefined, random);
        expect(startAt).toBeGreaterThanOrEqual(0);
        expect(startAt).toBeLessThan(itemCount);
        expect(goldStart).toBeGreaterThanOrEqual(0);
        expect(goldStart).toBeLessThan(Math.max(1, goldCount));
        expect(BigInt.asIntN(64, seed)).toBe(seed);
      }),
    );
  });

  test("behavior: the same dice, the same draw; the seed is not the start", () => {
    const random = Uint8Array.from({ length: DRAW_BYTES }, (_, i) => 7 * i + 3);
    const bounty = bountyOf({ itemCount: 1_000_003, goldCount: 10 });
    expect(drawOf(bounty, 5, 800, random)).toEqual(drawOf(bounty, 5, 800, random));
    const other = Uint8Array.from(random);
    other[19] = 0;
    expect(drawOf(bounty, 5, 800, other).startAt).toBe(drawOf(bounty, 5, 800, random).startAt);
    expect(drawOf(bounty, 5, 800, other).seed).not.toBe(drawOf(bounty, 5, 800, random).seed);
  });
});

describe("a shuffle", () => {
  test("behavior: the same values in another order, and every place is as likely", () => {
    const last = [0, 0, 0, 0];
    for (let i = 0; i < 4_000; i++) {
      const order = shuffle(["a", "b", "c", "gold"], crypto.getRandomValues(new Uint8Array(16)));
      expect([...order].sort()).toEqual(["a", "b", "c", "gold"]);
      const at = order.indexOf("gold");
      last[at] = (last[at] ?? 0) + 1;
    }
    for (const n of last) expect(Math.abs(n - 1_000)).toBeLessThan(150);
  });
});

describe("progress", () => {
  test("default: earnings between the base share and the full price, in base units", () => {
    const bounty = bountyOf({ itemCount: 100, goldCount: 10, priceUnits: 33_333n, betaQ16: 16_384 });
    expect(progressOf(bounty, { answered: 7, skipped: 2, held: 3, issued: 12 })).toEqual({
      answered: 7,
      skipped: 2,
      waiting: 3,
      itemsLeft: 98,
      earnedAtMostUnits: "233331",
      earnedLikelyUnits: ["58332", "233331"],
    });
  });

  test("behavior: nothing is left when the store says so", () => {
    const tally = { answered: 7, skipped: 2, held: 3, issued: 12 };
    expect(progressOf(bountyOf({}), tally, "none-left").itemsLeft).toBe(0);
    expect(progressOf(bountyOf({}), tally, "closed").itemsLeft).toBe(0);
    expect(progressOf(bountyOf({ itemCount: 4, goldCount: 0 }), tally).itemsLeft).toBe(0);
  });
});
