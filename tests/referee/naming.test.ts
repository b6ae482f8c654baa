import { describe, expect, test } from "vitest";
import { checkInput } from "@/lib/referee/bounds";
import { maximiseOneCoin, newCoins, newCounts } from "@/lib/referee/coins";
import { LIMIT, ONE, SKILL_MIN } from "@/lib/referee/constants";
import type { RefereeInput } from "@/lib/referee/input";
import { misnamedClass } from "@/lib/referee/naming";
import { referee } from "@/lib/referee/referee";
import { voteShares } from "@/lib/referee/start";
import { tables } from "@/lib/referee/tables";
import { accuracyOf, dice } from "./crowd";

/** Items answered by `rows[t].length` annotators each: rows[t][w] is the class that w named. */
function crowdOf(rows: readonly (readonly number[])[], classes: number): RefereeInput {
  const item = rows.flatMap((row, t) => row.map(() => t));
  const annotator = rows.flatMap((row) => row.map((_, w) => w));
  const ids = {
    item: Int32Array.from(item),
    annotator: Int32Array.from(annotator),
    label: Int32Array.from(rows.flat()),
  };
  return { ...ids, items: rows.length, annotators: Math.max(...annotator) + 1, classes };
}

/** Verdicts as one-hot rows; -1 is a tie of all classes. */
const verdicts = (named: readonly number[], classes: number) =>
  Int32Array.from(named.flatMap((k) => Array.from({ length: classes }, (_, l) => (l === k ? ONE : k < 0 ? 9 : 0))));

describe("misnamedClass", () => {
  const says = (own: number, other: number) => [...Array<number>(own).fill(0), ...Array<number>(other).fill(1)];
  const check = (rows: readonly (readonly number[])[], named: readonly number[], gold?: readonly number[]) => {
    const input = { ...crowdOf(rows, 3), gold: gold && Int32Array.from(gold) };
    return misnamedClass(input, checkInput(input), verdicts(named, 3));
  };

  test("default: the class whose items are mostly called something else", () => {
    expect(check([says(3, 12)], [0])).toBe(0);
    expect(check([says(12, 3)], [1])).toBe(1);
    expect(check([says(12, 3), says(3, 12)], [0, 1])).toBe(-1);
  });

  test("behavior: not by chance: an excess of two standard deviations passes, the next answer does not", () => {
    expect(check([says(0, 4)], [0])).toBe(-1);
    expect(check([says(0, 5)], [0])).toBe(0);
    expect(check([says(6, 16)], [0])).toBe(0);
    expect(check([says(6, 15)], [0])).toBe(-1);
  });

  test("behavior: several small excesses over the items of a class add up; ties say nothing", () => {
    expect(check([says(1, 3), says(1, 3), says(1, 3)], [0, 0, 0])).toBe(-1);
    expect(check(Array(5).fill(says(1, 3)), [0, 0, 0, 0, 0])).toBe(0);
    expect(check([says(3, 12)], [-1])).toBe(-1);
  });

  test("behavior: gold that shows the same names the class; gold that does not leaves the finding", () => {
    const rows = [says(3, 12), says(3, 12), says(12, 3)];
    expect(check(rows, [0, 0, 0], [-1, 0, -1])).toBe(-1);
    expect(check(rows, [0, 0, 0], [-1, -1, 0])).toBe(0);
    expect(check(rows, [0, 0, 0], [0, 0, 0])).toBe(-1);
  });
});

/** A third of the items is hard, and every annotator may say "unsure" (class 0), which is never the truth. */
function unsureCrowd(): RefereeInput & { readonly truth: Int32Array } {
  const roll = dice(1);
  const truth: number[] = [];
  const rows = Array.from({ length: 300 }, (_, t) => {
    const hard = t < 90;
    const right = 1 + Math.floor(roll() * 3);
    truth.push(right);
    const first = Math.floor(roll() * 20);
    const who = Array.from({ length: 12 }, (_, j) => (first + j * 7) % 20).sort((a, b) => a - b);
    return who.map((w) => {
      const unsure = roll() < (hard ? 0.2 : 0.05);
      return { w, l: unsure ? 0 : roll() < (hard ? 0.5 : 0.85) ? right : 1 + Math.floor(roll() * 3) };
    });
  });
  return {
    item: Int32Array.from(rows.flatMap((row, t) => row.map(() => t))),
    annotator: Int32Array.from(rows.flatMap((row) => row.map(({ w }) => w))),
    label: Int32Array.from(rows.flatMap((row) => row.map(({ l }) => l))),
    ...{ items: 300, annotators: 20, classes: 4, truth: Int32Array.from(truth) },
  };
}

describe("one-coin mode", () => {
  const { truth, ...input } = unsureCrowd();
  const verdict = referee(input, { unit: 50_000n });

  test("default: stands in where hard items slid into a class nobody calls by its name", () => {
    const majority = voteShares(input, checkInput(input)).posterior;
    expect(verdict.mode).toBe("one-coin");
    expect(accuracyOf(verdict.posterior, 4, truth)).toBeGreaterThanOrEqual(accuracyOf(majority, 4, truth));
    for (let w = 0; w < input.annotators; w++) expect(new Set(verdict.skill.subarray(w * 4, w * 4 + 4)).size).toBe(1);
    expect(verdict.rho.some((share) => share > 0)).toBe(true);
  });

  test("behavior: every loop gives the same bits", () => {
    for (const engine of ["generic", "wide"] as const) {
      expect(referee(input, { unit: 50_000n, engine })).toEqual(verdict);
    }
  });

  test("behavior: at the limits every coin is a whole chance", () => {
    const annotators = LIMIT.votes / LIMIT.perAnnotator;
    for (const classes of [2, LIMIT.classes]) {
      const counts = newCounts(annotators, classes);
      for (let w = 0; w < annotators; w++) counts.right[w * classes] = LIMIT.perAnnotator * (w % 2 ? ONE : ONE - 1);
      counts.seen.fill(LIMIT.perAnnotator * ONE);
      for (let o = 0; o < counts.seen.length; o++) if (o % classes) counts.seen[o] = 0;
      const coins = newCoins(annotators, classes);
      maximiseOneCoin(annotators, classes, counts, coins, tables().log);
      expect(coins.skill.every((r) => r === ONE - SKILL_MIN)).toBe(true);
      expect(coins.error[1]).toBe(Math.floor(ONE / (classes - 1)));
    }
  });
});
