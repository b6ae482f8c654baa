import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type AcceptTerms, type JudgedItem, judgeItem } from "@/lib/consensus/item-state";

const terms: AcceptTerms = { acceptQ16: 58_982, maxOverlap: 5, taking: true };
const item: JudgedItem = { isGold: false, answers: 3, want: 3, certaintyQ16: 60_000, tied: false, counted: false };
const doubtful: JudgedItem = { ...item, certaintyQ16: 40_000 };

describe("the state of an item", () => {
  test("default: open, then resolved when certain", () => {
    expect(judgeItem({ ...item, answers: 2 }, terms)).toEqual({ state: "open", asks: false });
    expect(judgeItem(item, terms)).toEqual({ state: "resolved", asks: false });
  });

  test("behavior: a doubtful one asks for more until the cap, then it is contested", () => {
    expect(judgeItem(doubtful, terms)).toEqual({ state: "saturated", asks: true });
    expect(judgeItem({ ...item, tied: true }, terms)).toEqual({ state: "saturated", asks: true });
    expect(judgeItem({ ...doubtful, answers: 5, want: 5 }, terms)).toEqual({ state: "contested", asks: false });
  });

  test("behavior: nothing is asked where the overlap is fixed, nor of a closed bounty", () => {
    for (const fixed of [
      { acceptQ16: 58_982 },
      { ...terms, maxOverlap: 3 },
      { ...terms, taking: false },
      { ...terms, taking: undefined },
    ]) {
      expect(judgeItem(doubtful, fixed)).toEqual({ state: "contested", asks: false });
      expect(judgeItem({ ...item, counted: true }, fixed)).toEqual({ state: "resolved", asks: false });
    }
  });

  test("behavior: while answers are only counted, agreement is no verdict yet and disagreement asks", () => {
    expect(judgeItem({ ...item, counted: true }, terms)).toEqual({ state: "saturated", asks: false });
    expect(judgeItem({ ...doubtful, counted: true }, terms)).toEqual({ state: "saturated", asks: true });
  });

  test("behavior: gold is resolved and asks nothing; whoever asks has all its answers and is below the cap", () => {
    const judged = fc.record({
      isGold: fc.boolean(),
      answers: fc.nat(9),
      want: fc.nat(9),
      certaintyQ16: fc.nat(65_536),
      tied: fc.boolean(),
      counted: fc.boolean(),
    });
    const rules = fc.record({ acceptQ16: fc.nat(65_536), maxOverlap: fc.nat(9), taking: fc.boolean() });
    fc.assert(
      fc.property(judged, rules, (one, rule) => {
        const { state, asks } = judgeItem(one, rule);
        if (one.isGold) expect({ state, asks }).toEqual({ state: "resolved", asks: false });
        if (asks) {
          expect(state).toBe("saturated");
          expect(one.answers).toBeGreaterThanOrEqual(one.want);
          expect(one.want).toBeLessThan(rule.maxOverlap);
          expect(rule.taking).toBe(true);
        }
        if (state === "saturated") expect(rule.taking).toBe(true);
        expect(state === "open").toBe(!one.isGold && one.answers < one.want);
      }),
      { seed: 4 },
    );
  });
});
