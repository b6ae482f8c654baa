import { describe, expect, test } from "vitest";
import { KINDS } from "@/bin/simulate/attackers";
import { figure } from "@/bin/simulate/figure";
import { playScenario, type RealCrowd } from "@/bin/simulate/scenario";
import { simulate } from "@/bin/simulate/simulation";
import { spearman } from "@/bin/simulate/spearman";
import { syntheticCrowd } from "../referee/crowd";

const {
  truth,
  source: _,
  ...votes
} = syntheticCrowd({
  ...{ items: 200, annotators: 40, classes: 4, perItem: 8, seed: 3, accuracy: () => 0.75 },
});
const crowd: RealCrowd = { name: "made up", votes, truth };
const pay = (kind: keyof typeof KINDS, rule: string, seed = 5) => {
  const found = playScenario(crowd, [kind], seed).find((row) => row.rule === rule)?.kinds[0];
  return found ?? expect.fail("no such rule");
};

describe("playScenario", () => {
  test("default: the same seed gives the same result, another seed another", () => {
    expect(playScenario(crowd, ["random"], 1)).toEqual(playScenario(crowd, ["random"], 1));
    expect(playScenario(crowd, ["random"], 1)).not.toEqual(playScenario(crowd, ["random"], 2));
  });

  test("behavior: the injected accounts give the share of the answers that they gave", () => {
    expect(pay("constant", "pmi-v1").ofAnswers).toBeCloseTo(240 / (1600 + 240), 12);
    expect(pay("sybil", "pmi-v1").ofAnswers).toBeCloseTo(300 / (1600 + 300), 12);
  });

  test("behavior: under pmi-v1 guessing, one label always and copied suggestions earn next to nothing, honest work is paid", () => {
    for (const kind of ["constant", "majority", "random", "copier"] as const) {
      expect(pay(kind, "pmi-v1").perAnswer, kind).toBeLessThan(0.25);
    }
    expect(pay("honest", "pmi-v1").perAnswer).toBeGreaterThan(0.9);
    expect(pay("sybil, known", "pmi-v1").perAnswer).toBeLessThan(pay("sybil", "pmi-v1").perAnswer);
  });

  test("behavior: flat-v1 pays an answer an answer, and ranks nobody", () => {
    for (const kind of ["honest", "random"] as const) expect(pay(kind, "flat-v1").perAnswer).toBeCloseTo(1, 6);
    expect(playScenario(crowd, ["random"], 5).find(({ rule }) => rule === "flat-v1")?.spearman).toBeNull();
  });
});

test("the figure has a dot for every kind, crowd and rule", () => {
  const svg = figure(simulate([crowd], 1));
  const kinds = Object.keys(KINDS).length;
  expect(svg.match(/<circle/g)).toHaveLength(3 + 3 * kinds);
  for (const kind of Object.keys(KINDS)) expect(svg).toContain(`>${kind}<`);
});

test("spearman: worked by hand, with ties and without variation", () => {
  expect(spearman([1, 2, 3, 4, 5], [5, 6, 7, 8, 7])).toBeCloseTo(0.8208, 3);
  expect(spearman([1, 2, 3], [3, 2, 1])).toBe(-1);
  expect(spearman([1, 1, 1], [1, 2, 3])).toBeNull();
});
