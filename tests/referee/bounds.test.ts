import { describe, expect, test } from "vitest";
import { checkInput } from "@/lib/referee/bounds";
import type { RefereeInput } from "@/lib/referee/input";
import { referee } from "@/lib/referee/referee";
import { syntheticCrowd } from "./crowd";

const crowd: RefereeInput = syntheticCrowd({ items: 20, annotators: 8, classes: 3, perItem: 3, seed: 1 });
const votes = crowd.item.length;
const row = (value: number) => new Int32Array(crowd.items * 3).fill(value);

describe("checkInput", () => {
  test("default: counts the answers of items and annotators", () => {
    const { start, answers } = checkInput(crowd);
    expect([start[0], start[crowd.items]]).toEqual([0, votes]);
    expect(answers.reduce((a, b) => a + b, 0)).toBe(votes);
  });

  const broken: Record<string, Partial<RefereeInput>> = {
    "no answers": { item: new Int32Array(0), annotator: new Int32Array(0), label: new Int32Array(0) },
    "columns of different lengths": { label: crowd.label.slice(1) },
    "one class": { classes: 1 },
    "257 classes": { classes: 257 },
    "an item without an answer": { items: crowd.items + 1 },
    "an annotator without an answer": { annotators: crowd.annotators + 1 },
    "an id out of range": { items: crowd.items - 1 },
    "a label out of range": { label: crowd.label.map((l, i) => (i === 5 ? 3 : l)) },
    "arrival order": { item: crowd.item.slice().reverse(), annotator: crowd.annotator.slice().reverse() },
    "the same pair twice": { annotator: crowd.annotator.map((w, i) => (i === 1 ? (crowd.annotator[0] ?? 0) : w)) },
    "gold for some items only": { gold: new Int32Array(3) },
    "gold of no class": { gold: new Int32Array(crowd.items).fill(3) },
    "a gate without priors": { gate: new Int32Array(crowd.items) },
    "a gate that is neither": { prior: row(1), gate: new Int32Array(crowd.items).fill(2) },
    "a negative prior": { prior: row(-1) },
    "a prior above one": { prior: row(21_846) },
    "seen without suggestions": { seen: new Int32Array(votes) },
    "a suggestion row that is not there": { seen: new Int32Array(votes).fill(1), suggestions: new Int32Array(3) },
    "half a suggestion row": { suggestions: new Int32Array(4) },
    "a cluster id out of range": { cluster: new Int32Array(crowd.annotators).fill(crowd.annotators) },
    "a standing beyond any score": { standing: new Int32Array(crowd.annotators).fill(8193) },
  };
  for (const [name, change] of Object.entries(broken)) {
    test(`behavior: refuses ${name}`, () => {
      expect(() => checkInput({ ...crowd, ...change })).toThrow(/^referee: /);
    });
  }

  test("behavior: refuses more than 65,535 answers to one item", () => {
    const n = 65_536;
    const ids = Int32Array.from({ length: n }, (_, i) => i);
    const shape = { items: 1, annotators: n, classes: 2 };
    expect(() => checkInput({ ...shape, item: new Int32Array(n), annotator: ids, label: new Int32Array(n) })).toThrow(
      "65535 answers an item",
    );
  });

  test("behavior: refuses more than 10^5 answers of one annotator", () => {
    const n = 100_001;
    const ids = Int32Array.from({ length: n }, (_, i) => i);
    const shape = { items: n, annotators: 1, classes: 2 };
    expect(() => checkInput({ ...shape, item: ids, annotator: new Int32Array(n), label: new Int32Array(n) })).toThrow(
      "10^5 answers an annotator",
    );
  });
});

test("referee refuses terms that are no terms", () => {
  expect(() => referee(crowd, { unit: -1n })).toThrow(RangeError);
  expect(() => referee(crowd, { unit: 1n, beta: 65_537 })).toThrow(RangeError);
  expect(() => referee(crowd, { unit: 1n, tau: 1025 })).toThrow(RangeError);
  expect(() => referee(crowd, { unit: 1n, tau: 0.5 })).toThrow(RangeError);
});

test("at the limits every number stays a safe integer and gold stays gold", () => {
  const annotators = 65_535;
  const item = new Int32Array(2 * annotators).fill(1, annotators);
  const annotator = Int32Array.from(item, (_, i) => i % annotators);
  const label = Int32Array.from(item, (t, i) => (t === 0 ? 1 : i % 3));
  const gold = Int32Array.from([0, -1]);
  const verdict = referee({ item, annotator, label, items: 2, annotators, classes: 3, gold }, { unit: 10n ** 18n });
  expect([...verdict.posterior.subarray(0, 3)]).toEqual([65536, 0, 0]);
  for (const cells of [verdict.posterior, verdict.score, verdict.rho, verdict.scoreSum]) {
    expect(cells.every(Number.isSafeInteger)).toBe(true);
  }
  expect(verdict.amount.every((pay) => pay >= 0n && pay <= 2n * 10n ** 18n)).toBe(true);
});
