import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { acrossPercent, downPixels, roundTicks, spanOf, spreadLabels } from "@/lib/ui/chart-scale";

describe("places", () => {
  it("default: x in percent, y in pixels from the top", () => {
    expect(acrossPercent(4, { from: 1, to: 14 })).toBe(23.08);
    expect(downPixels(0.947, { from: 0.5, to: 1 }, 238)).toBe(25.23);
  });
  it("behavior: a span of nothing does not divide by it", () => {
    expect(acrossPercent(3, { from: 3, to: 3 })).toBe(0);
    expect(downPixels(3, { from: 3, to: 3 }, 100)).toBe(100);
    expect(spanOf([])).toEqual({ from: 0, to: 1 });
  });
});

describe("roundTicks", () => {
  it("default: round steps that cover the greatest", () => {
    expect(roundTicks(1_064)).toEqual([0, 400, 800, 1_200]);
    expect(roundTicks(1)).toEqual([0, 1]);
    expect(roundTicks(0)).toEqual([0, 1]);
  });
  it("behavior: few steps, none below one, the last at or over the greatest", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 10_000_000 }), (max) => {
        const ticks = roundTicks(max);
        expect(ticks.length).toBeGreaterThanOrEqual(2);
        expect(ticks.length).toBeLessThanOrEqual(5);
        expect(ticks.at(-1)).toBeGreaterThanOrEqual(max);
      }),
    );
  });
});

describe("spreadLabels", () => {
  it("default: labels with room stay where they are", () => {
    expect(spreadLabels([109, 25, 60], 30, 238)).toEqual([109, 25, 60]);
  });
  it("behavior: keeps the gap, the order and the frame when they fit", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 238 }), { minLength: 1, maxLength: 7 }), (wanted) => {
        const placed = spreadLabels(wanted, 30, 238);
        const pairs = wanted.map((at, index) => ({ at, y: placed[index] ?? Number.NaN }));
        const sorted = pairs.toSorted((a, b) => a.y - b.y);
        for (const [index, label] of sorted.entries()) {
          const before = sorted[index - 1];
          expect(label.y).toBeGreaterThanOrEqual(0);
          expect(label.y).toBeLessThanOrEqual(238);
          if (before !== undefined) {
            expect(label.y - before.y).toBeGreaterThanOrEqual(30 - 1e-9);
            expect(label.at).toBeGreaterThanOrEqual(before.at);
          }
        }
      }),
    );
  });
});
