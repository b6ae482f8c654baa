import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { ONE } from "@/lib/referee/constants";
import type { RefereeInput } from "@/lib/referee/input";
import { gatePriors } from "@/lib/referee/prior-gate";
import { referee } from "@/lib/referee/referee";
import { accuracyOf, DATA, dice, realCrowd, syntheticCrowd } from "./crowd";

/** A model that is right on a share of the items and says so with this confidence; the rest of the row is spread evenly. */
function model(truth: Int32Array, classes: number, right: number, confidence: number, seed: number): Int32Array {
  const roll = dice(seed);
  const rest = Math.floor(((1 - confidence) * ONE) / (classes - 1));
  const prior = new Int32Array(truth.length * classes).fill(rest);
  truth.forEach((k, t) => {
    const named = k >= 0 && roll() < right ? k : Math.floor(roll() * classes);
    prior[t * classes + named] = Math.floor(confidence * ONE);
  });
  return prior;
}

const crowd = syntheticCrowd({ items: 400, annotators: 30, classes: 3, perItem: 3, seed: 9, accuracy: () => 0.65 });
const openShare = ({ gate }: { gate: Int32Array }) => gate.reduce((a, b) => a + b, 0) / gate.length;

describe("gatePriors", () => {
  test("default: a model that knows something is let in, and the verdict gets better", () => {
    const prior = model(crowd.truth, 3, 0.7, 0.8, 1);
    const judged = gatePriors({ ...crowd, prior });
    expect(openShare(judged)).toBe(1);
    const before = accuracyOf(referee(crowd, { unit: 1n }).posterior, 3, crowd.truth);
    const after = accuracyOf(referee({ ...crowd, prior, gate: judged.gate }, { unit: 1n }).posterior, 3, crowd.truth);
    expect(after).toBeGreaterThan(before + 0.03);
  });

  const useless: Record<string, Int32Array> = {
    "says the same of everything": new Int32Array(400 * 3).map((_, i) => (i % 3 === 0 ? 60_000 : 2_000)),
    "guesses with confidence": model(crowd.truth, 3, 0, 0.95, 2),
    "guesses with little confidence": model(crowd.truth, 3, 0, 0.4, 3),
    "is right half of the time and always sure": model(crowd.truth, 3, 0.25, 0.999, 4),
    "names the wrong class": model(
      crowd.truth.map((k) => (k + 1) % 3),
      3,
      1,
      0.9,
      5,
    ),
    "says nothing": new Int32Array(400 * 3),
  };
  for (const [what, prior] of Object.entries(useless)) {
    test(`behavior: a model that ${what} is kept out, and the verdict is that without it, bit for bit`, () => {
      const judged = gatePriors({ ...crowd, prior });
      expect(openShare(judged)).toBe(0);
      const { kept: _, ...verdict } = referee({ ...crowd, prior, gate: judged.gate }, { unit: 1n });
      const { kept: __, ...without } = referee(crowd, { unit: 1n });
      expect(verdict).toEqual(without);
    });
  }

  test("behavior: copying a useless model's suggestions does not let it in; what people say blind does not either", () => {
    const prior = model(crowd.truth, 3, 0, 0.9, 6);
    const named = (t: number) =>
      [0, 1, 2].reduce((a, k) => ((prior[t * 3 + k] ?? 0) > (prior[t * 3 + a] ?? 0) ? k : a));
    const shown = crowd.item.map((_, i) => (i % 3 === 0 ? -1 : 0));
    const label = crowd.label.map((l, i) => ((shown[i] ?? -1) < 0 ? l : named(crowd.item[i] ?? 0)));
    const copied = { ...crowd, label, prior, suggestions: Int32Array.from([30_000, 20_000, 10_000]) };
    expect(openShare(gatePriors({ ...copied, seen: shown }))).toBe(0);
    expect(openShare(gatePriors(copied))).toBe(1);
  });

  test("behavior: an item's own answers have no part in its gate", () => {
    const prior = model(crowd.truth, 3, 0.7, 0.8, 1);
    const changed = crowd.label.map((l, i) => ((crowd.item[i] ?? 0) % 5 === 2 ? (l + 1) % 3 : l));
    const [before, after] = [gatePriors({ ...crowd, prior }), gatePriors({ ...crowd, label: changed, prior })];
    expect(after.folds[2]?.witnesses).toBe(before.folds[2]?.witnesses);
    expect(before.folds[2]?.witnesses).toBe(320);
    expect(after.gate.filter((_, t) => t % 5 === 2)).toEqual(before.gate.filter((_, t) => t % 5 === 2));
  });

  test("behavior: gold items and items without a row stay shut; too few witnesses open nothing", () => {
    const prior = model(crowd.truth, 3, 0.9, 0.8, 1);
    const gold = crowd.truth.map((k, t) => (t % 7 === 0 ? k : -1));
    prior.fill(0, 3, 6);
    const { gate } = gatePriors({ ...crowd, prior, gold });
    expect([gate[0], gate[1], gate[2], gate[7]]).toEqual([0, 0, 1, 0]);
    const few = syntheticCrowd({ items: 15, annotators: 8, classes: 3, perItem: 4, seed: 3, accuracy: () => 0.9 });
    expect(openShare(gatePriors({ ...few, prior: model(few.truth, 3, 1, 0.9, 1) }))).toBe(0);
  });

  test("behavior: bounds are asserted", () => {
    expect(() => gatePriors(crowd)).toThrow("a gate needs priors");
    expect(() => gatePriors({ ...crowd, prior: new Int32Array(400 * 3).fill(ONE) })).toThrow("exceeds one");
  });

  test("behavior: a model of noise opens at most now and then, whatever it is sure of", { timeout: 60_000 }, () => {
    let opened = 0;
    fc.assert(
      fc.property(fc.integer(), fc.constantFrom(0.34, 0.36, 0.4, 0.6, 0.9), (seed, confidence) => {
        const prior = model(crowd.truth, 3, 0, confidence, seed);
        const judged = gatePriors({ ...crowd, prior });
        expect(judged.gate.every((open) => open === 0 || open === 1)).toBe(true);
        if (openShare(judged) > 0) opened++;
      }),
      { numRuns: 60, seed: 3 },
    );
    expect(opened).toBeLessThanOrEqual(6);
  });
});

describe(`real crowds in ${DATA} (skipped where they are not)`, () => {
  for (const folder of ["S_Dog", "Snow_RTE_text", "SP_sentiment_text", "D_Product"]) {
    const crowd = realCrowd(folder);
    test.skipIf(!crowd)(`${folder}: a guessing model is kept out, one that knows something does not hurt`, () => {
      if (!crowd) return;
      const { votes, truth } = crowd;
      const { classes } = votes;
      const accuracy = (input: RefereeInput) => accuracyOf(referee(input, { unit: 1n }).posterior, classes, truth);
      const useless = model(truth, classes, 0, 0.8, 11);
      expect(openShare(gatePriors({ ...votes, prior: useless }))).toBe(0);
      const prior = model(truth, classes, 0.7, 0.75, 12);
      const { gate } = gatePriors({ ...votes, prior });
      if (openShare({ gate }) > 0) expect(accuracy({ ...votes, prior, gate })).toBeGreaterThanOrEqual(accuracy(votes));
    });
  }
});
