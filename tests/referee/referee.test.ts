import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { sortVotes } from "@/lib/referee/canonical";
import { ONE } from "@/lib/referee/constants";
import { settleRow } from "@/lib/referee/dense-loop";
import type { RefereeInput } from "@/lib/referee/input";
import { type RefereePolicy, type RefereeResult, referee } from "@/lib/referee/referee";
import { tables } from "@/lib/referee/tables";
import { UNROLLED } from "@/lib/referee/unrolled";
import { anyCase } from "./any-case";
import { accuracyOf, dice, syntheticCrowd } from "./crowd";

const RUNS = { numRuns: 200 };

describe("referee, any case", { timeout: 60_000 }, () => {
  const holds = (property: (input: RefereeInput, policy: RefereePolicy, verdict: RefereeResult) => void) =>
    fc.assert(
      fc.property(anyCase, ({ input, policy }) => property(input, policy, referee(input, policy))),
      RUNS,
    );

  test("default: pay is never negative and never above answers × price", () => {
    holds((_, { unit }, { amount, answers, payShare, baseShare }) => {
      amount.forEach((pay, w) => {
        expect(pay >= 0n && pay <= BigInt(answers[w] ?? 0) * unit).toBe(true);
        expect(payShare[w]).toBeLessThanOrEqual(ONE);
        expect(baseShare[w]).toBeLessThanOrEqual(payShare[w] ?? 0);
      });
    });
  });

  test("behavior: every loop gives the same bits", () => {
    holds((input, policy, verdict) => {
      expect(referee(input, { ...policy, engine: "generic" })).toEqual(verdict);
      expect(referee(input, { ...policy, engine: "wide" })).toEqual(verdict);
    });
  });

  test("behavior: order of arrival leaves no trace", () => {
    holds((input, policy, verdict) => {
      const { seen: _, item, annotator, label, ...rest } = input;
      const back = (ids: Int32Array) => ids.slice().reverse();
      const sorted = sortVotes({ ...rest, item: back(item), annotator: back(annotator), label: back(label) });
      if (input.seen === undefined) expect(referee({ ...rest, ...sorted }, policy)).toEqual(verdict);
      expect(sorted.label).toEqual(label);
    });
  });

  test("behavior: posterior rows are Q16, sum to at most one, and ρ and scores stay in range", () => {
    holds(({ items, classes }, _, { posterior, tempered, rho, score, entropy, mode }) => {
      for (const cells of [posterior, tempered]) {
        for (let t = 0; t < items; t++) {
          const row = cells.subarray(t * classes, (t + 1) * classes);
          const sum = row.reduce((a, b) => a + b, 0);
          expect(row.every((q) => q >= 0) && sum <= ONE && sum > ONE - classes - 1).toBe(true);
        }
      }
      const limit = Math.ceil(Math.log2(classes) * 1024);
      expect(rho.every((r) => r >= 0 && r <= ONE)).toBe(true);
      expect(score.every((s) => Math.abs(s) <= limit)).toBe(true);
      expect(entropy.every((h) => h >= 0 && h <= limit + 16)).toBe(true);
      if (mode === "majority") expect(score.every((s) => s === 0)).toBe(true);
    });
  });

  test("behavior: tempering keeps the label", () => {
    holds(({ items, classes }, _, { posterior, tempered }) => {
      for (let t = 0; t < items; t++) {
        const row = posterior.subarray(t * classes, (t + 1) * classes);
        const calm = tempered.subarray(t * classes, (t + 1) * classes);
        expect(calm[row.indexOf(Math.max(...row))]).toBe(Math.max(...calm));
      }
    });
  });

  test("behavior: gold is honoured, whatever everybody says", () => {
    holds(({ gold, items, classes }, _, { posterior }) => {
      for (let t = 0; t < items; t++) {
        const known = gold?.[t] ?? -1;
        if (known >= 0) expect(posterior[t * classes + known]).toBe(ONE);
      }
    });
  });
});

describe("settleRow divides exactly, without a division a cell", () => {
  const { exp } = tables();
  const settled = (gaps: readonly number[], best: number) => {
    const row = Int32Array.from(gaps, (gap) => best - gap);
    const posterior = new Int32Array(row.length);
    settleRow(row, row.length, posterior, 0, exp);
    return [...posterior];
  };
  const divided = (gaps: readonly number[]) => {
    const weights = gaps.map((gap) => BigInt(exp[gap] ?? 0));
    const sum = weights.reduce((a, b) => a + b, 0n);
    return weights.map((weight) => Number((weight * 65_536n) / sum));
  };

  test("default: any row", () => {
    const gaps = fc.array(fc.integer({ min: 0, max: 3000 }), { minLength: 1, maxLength: 255 });
    fc.assert(
      fc.property(gaps, fc.integer({ min: -(2 ** 30), max: 0 }), (others, best) => {
        expect(settled([0, ...others], best)).toEqual(divided([0, ...others]));
      }),
      { numRuns: 1000 },
    );
  });

  test("behavior: whole quotients that the bare product of floats would miss by one, in every loop", () => {
    for (const gaps of [
      [0, 79, 6944],
      [0, 95, 7210],
      [0, 101, 4302],
      [0, 103, 5487],
    ]) {
      expect(settled(gaps, -50)).toEqual(divided(gaps));
      const posterior = new Int32Array(3);
      const prior = Int32Array.from(gaps, (gap) => -gap);
      const none = [new Int32Array(0), prior, 0, new Int16Array(0), new Int32Array(0), posterior, exp] as const;
      UNROLLED[3]?.(1, 3, Int32Array.from([0, 0]), ...none);
      expect([...posterior]).toEqual(divided(gaps));
    }
  });
});

describe("referee, credit", () => {
  const terms = { unit: 1_000_000n };
  const crowd = syntheticCrowd({ items: 300, annotators: 20, classes: 4, perItem: 5, seed: 3, accuracy: () => 0.85 });

  test("default: finds the truth of an honest crowd and pays it more than its base share", () => {
    const { posterior, payShare, rho } = referee(crowd, terms);
    expect(accuracyOf(posterior, 4, crowd.truth)).toBeGreaterThan(0.95);
    expect(Math.min(...rho)).toBeGreaterThan(ONE / 4);
    expect(Math.min(...payShare)).toBeGreaterThan(ONE / 2);
  });

  test("behavior: constant and random answers bring next to no information", () => {
    const roll = dice(5);
    const label = crowd.label.map((l, i) => {
      const w = crowd.annotator[i];
      return w === 0 ? 0 : w === 1 ? Math.floor(roll() * 4) : l;
    });
    const { rho, payShare } = referee({ ...crowd, label }, terms);
    for (const w of [0, 1]) {
      expect(rho[w]).toBeLessThan(ONE / 20);
      expect(payShare[w]).toBeLessThan((payShare[2] ?? 0) / 4);
    }
  });

  test("behavior: repeating the suggestion that was shown earns nothing, the same answers given blind do", () => {
    const row = (k: number) => [0, 1, 2, 3].map((l) => (l === k ? 60_000 : 1_800));
    const suggestions = Int32Array.from([0, 1, 2, 3].flatMap(row));
    const seen = crowd.label.map((l, i) => (crowd.annotator[i] === 0 ? l : -1));
    const blind = referee(crowd, terms);
    const copied = referee({ ...crowd, suggestions, seen }, terms);
    expect(blind.rho[0]).toBeGreaterThan(ONE / 4);
    expect(copied.rho[0]).toBeLessThan(ONE / 20);
    expect(copied.rho[2]).toBe(blind.rho[2]);
  });

  test("behavior: copies of one identity do not confirm each other", () => {
    const cluster = Int32Array.from({ length: crowd.annotators }, (_, w) => (w < 5 ? 0 : w));
    const together = referee({ ...crowd, cluster }, terms);
    const apart = referee(crowd, terms);
    const lonely = Array.from(crowd.item, (t, i) => ({ t, i, w: crowd.annotator[i] ?? 0 })).filter(
      ({ t, w }) => w < 5 && !crowd.annotator.some((v, j) => crowd.item[j] === t && v >= 5),
    );
    for (const { i } of lonely) expect(together.score[i]).toBe(0);
    expect(together.score).not.toEqual(apart.score);
    expect(together.posterior).toEqual(apart.posterior);
    const own = Int32Array.from({ length: crowd.annotators }, (_, w) => w);
    expect(referee({ ...crowd, cluster: own }, terms)).toEqual(apart);
  });

  test("behavior: an answer that no other cluster confirms scores 0, unless gold is known", () => {
    const cluster = new Int32Array(crowd.annotators);
    expect(referee({ ...crowd, cluster }, terms).score.every((s) => s === 0)).toBe(true);
    const gold = crowd.truth.map((k, t) => (t === 0 ? k : -1));
    const { score } = referee({ ...crowd, cluster, gold }, terms);
    expect(score.some((s, i) => s !== 0 && crowd.item[i] === 0)).toBe(true);
    expect(score.every((s, i) => s === 0 || crowd.item[i] === 0)).toBe(true);
  });

  test("behavior: a trusted model's prior decides where answers are few, a closed gate silences it", () => {
    const item = Int32Array.from([0, 0, 1, 1]);
    const annotator = Int32Array.from([0, 1, 0, 1]);
    const label = Int32Array.from([0, 1, 0, 1]);
    const two = { item, annotator, label, items: 2, annotators: 2, classes: 2 };
    const prior = Int32Array.from([1000, 64_000, 64_000, 1000]);
    const open = referee({ ...two, prior, gate: Int32Array.from([1, 1]) }, terms).posterior;
    expect((open[1] ?? 0) > (open[0] ?? 0) && (open[2] ?? 0) > (open[3] ?? 0)).toBe(true);
    const shut = referee({ ...two, prior, gate: Int32Array.from([0, 0]) }, terms);
    expect(shut.posterior).toEqual(referee(two, terms).posterior);
  });
});

describe("referee, pay", () => {
  const unit = 1_000_000n;
  const oneClass = (items: number, dissent: number): RefereeInput => {
    const item = Int32Array.from({ length: items * 3 }, (_, i) => Math.floor(i / 3));
    const annotator = Int32Array.from({ length: items * 3 }, (_, i) => i % 3);
    const label = Int32Array.from({ length: items * 3 }, (_, i) => (i < dissent ? 1 : 0));
    return { item, annotator, label, items, annotators: 3, classes: 2 };
  };

  test("default: a bounty whose answers are all one class pays its base share, flat", () => {
    const { rho, amount } = referee(oneClass(100, 0), { unit, beta: 32768 });
    expect([...rho]).toEqual([0, 0, 0]);
    expect(amount).toEqual([50_000_000n, 50_000_000n, 50_000_000n]);
  });

  test("behavior: one dissenting answer does not take everybody's base share away", () => {
    const { amount } = referee(oneClass(100, 1), { unit, beta: 32768 });
    for (const pay of amount.slice(1)) expect(pay).toBeGreaterThan(40_000_000n);
  });

  test("behavior: gold of another class is information: answering past it is not paid flat", () => {
    const gold = Int32Array.from({ length: 100 }, (_, t) => (t % 4 === 0 ? 1 : -1));
    const { amount } = referee({ ...oneClass(100, 0), gold }, { unit, beta: 32768 });
    for (const pay of amount) expect(pay).toBeLessThan(25_000_000n);
  });

  test("behavior: fewer than two answers an item: majority, the base share, no scores", () => {
    const crowd = syntheticCrowd({ items: 50, annotators: 5, classes: 3, perItem: 1, seed: 9 });
    const { mode, rounds, payShare, skill } = referee(crowd, { unit, beta: 20_000 });
    expect({ mode, rounds }).toEqual({ mode: "majority", rounds: 0 });
    expect(payShare.every((share) => share === 20_000) && skill.every((r) => r === 0)).toBe(true);
  });

  test("behavior: up to 19 answers the base share is sure, from 20 on it is ramped to ρ = .1", () => {
    const crowd = syntheticCrowd({
      items: 200,
      annotators: 40,
      classes: 4,
      perItem: 4,
      seed: 11,
      accuracy: () => 0.25,
    });
    const { answers, rho, baseShare } = referee(crowd, { unit, beta: 32768 });
    answers.forEach((n, w) => {
      const ramp = Math.min(ONE, Math.floor(((rho[w] ?? 0) * ONE) / 6554));
      expect(baseShare[w]).toBe(n < 20 ? 32768 : Math.floor((32768 * ramp) / ONE));
    });
    expect(answers.some((n) => n < 20) && answers.some((n, w) => n >= 20 && (rho[w] ?? 0) < 6554)).toBe(true);
  });

  test("behavior: beta one pays everybody alike who brings information; tokens of 18 decimals lose no unit", () => {
    const crowd = syntheticCrowd({ items: 60, annotators: 12, classes: 3, perItem: 4, seed: 2, accuracy: () => 0.9 });
    const price = 123_456_789_012_345_678n;
    const { amount, answers } = referee(crowd, { unit: price, beta: ONE });
    amount.forEach((pay, w) => {
      expect(pay).toBe(BigInt(answers[w] ?? 0) * price);
    });
  });

  test("behavior: standing carries over: a known annotator starts higher than a new one, a bad one lower", () => {
    const crowd = syntheticCrowd({ items: 60, annotators: 12, classes: 3, perItem: 4, seed: 2, accuracy: () => 0.8 });
    const standing = (w: number, bits: number) =>
      Int32Array.from({ length: crowd.annotators }, (_, v) => (v === w ? bits : 0));
    const rho = (bits: number) => referee({ ...crowd, standing: standing(4, bits) }, { unit }).rho[4] ?? 0;
    expect(rho(1000)).toBeGreaterThan(rho(0));
    expect(rho(-1000)).toBeLessThan(rho(0));
  });
});
