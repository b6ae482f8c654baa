import { describe, expect, test } from "vitest";
import type { CategoricalAnswer } from "@/lib/consensus/case";
import { categorical } from "@/lib/consensus/categorical";
import { type DecisionTerms, decide, fineness } from "@/lib/consensus/decide";
import { taskTypeOf } from "@/lib/task-types/registry";
import { syntheticCrowd } from "../referee/crowd";

const terms: DecisionTerms = {
  ...{ classes: 3, overlap: 4, acceptQ16: 58_982, betaQ16: 32_768, tauQ10: 666 },
  unit: 50_000n,
};
const name = (kind: string, n: number) => `${kind}${String(n).padStart(3, "0")}`;
const crowd = syntheticCrowd({
  items: 80,
  annotators: 10,
  classes: 3,
  perItem: 4,
  seed: 8,
  accuracy: (w) => 0.95 - 0.06 * w,
});
const answers: CategoricalAnswer[] = Array.from(crowd.item, (t, i) => ({
  item: name("i", t),
  annotator: name("w", crowd.annotator[i] ?? 0),
  category: crowd.label[i] ?? 0,
}));

describe("decide", () => {
  const decision = decide(answers, terms);

  test("default: one decision an item, one account an annotator, sorted by name", () => {
    expect(decision.items.map(({ item }) => item)).toEqual(Array.from({ length: 80 }, (_, t) => name("i", t)));
    expect(decision.annotators.map(({ annotator }) => annotator)).toEqual(
      Array.from({ length: 10 }, (_, w) => name("w", w)),
    );
    const right = decision.items.filter(({ category }, t) => category === crowd.truth[t]).length;
    expect(right).toBeGreaterThan(70);
    expect(decision.items.every(({ answers: n }) => n === 4)).toBe(true);
  });

  test("behavior: the order of arrival leaves no trace", () => {
    const { verdict: _, ...plain } = decision;
    const { verdict: __, ...again } = decide(answers.toReversed(), terms);
    expect(again).toEqual(plain);
  });

  test("behavior: reliability falls with the annotators' true accuracy", () => {
    const reliability = decision.annotators.map(({ reliabilityQ16 }) => reliabilityQ16 / 65_536);
    expect(reliability[0]).toBeGreaterThan(0.85);
    expect(reliability[9]).toBeLessThan(0.7);
    reliability.forEach((r, w) => {
      expect(Math.abs(r - (0.95 - 0.06 * w + (0.05 + 0.06 * w) / 3))).toBeLessThan(0.2);
    });
  });

  test("behavior: an item is open below its overlap, resolved when certain, contested when not", () => {
    const some = answers.filter(({ item, annotator }) => item !== "i000" || annotator === answers[0]?.annotator);
    const { items } = decide(some, terms);
    expect(items[0]).toMatchObject({ answers: 1, state: "open" });
    for (const { certaintyQ16, state, answers: n } of items.slice(1)) {
      expect(n).toBe(4);
      expect(state).toBe(certaintyQ16 >= terms.acceptQ16 ? "resolved" : "contested");
    }
    expect(new Set(items.map(({ state }) => state))).toEqual(new Set(["open", "resolved", "contested"]));
  });

  test("behavior: a tie is contested, whatever the bar", () => {
    const tied = ["a", "b"].flatMap((item) =>
      [0, 1].map((k) => ({ item, annotator: `w${k}`, category: item === "a" ? k : 1 - k })),
    );
    const { items } = decide(tied, { ...terms, classes: 2, overlap: 2, acceptQ16: 1 });
    expect(items.map(({ category, state }) => ({ category, state }))).toEqual([
      { category: 0, state: "contested" },
      { category: 0, state: "contested" },
    ]);
  });

  test("behavior: gold is the label, and is counted for whoever answered it", () => {
    const gold = new Map([0, 1, 2].map((t) => [name("i", t), ((crowd.truth[t] ?? 0) + 1) % 3]));
    const { items, annotators } = decide(answers, terms, { gold });
    for (const [item, category] of gold) {
      expect(items.find((row) => row.item === item)).toMatchObject({
        category,
        state: "resolved",
        certaintyQ16: 65_536,
      });
    }
    const given = answers.filter(({ item }) => gold.has(item));
    expect(annotators.reduce((n, row) => n + row.goldSeen, 0)).toBe(given.length);
    expect(annotators.reduce((n, row) => n + row.goldRight, 0)).toBe(
      given.filter(({ item, category }) => gold.get(item) === category).length,
    );
  });

  test("behavior: priors, suggestions, clusters and standings reach the referee by name", () => {
    const seen = [60_000, 2_000, 2_000];
    const shown = answers.map((answer) => (answer.category === 0 ? { ...answer, seen } : answer));
    const { verdict } = decide(shown, terms, {
      priors: new Map([["i003", [0, 0, 65_536]]]),
      clusters: new Map([
        ["w002", "x"],
        ["w005", "x"],
      ]),
      standings: new Map([["w004", 500]]),
    });
    const input = verdict?.hearing.input;
    expect([...(input?.prior?.subarray(9, 12) ?? [])]).toEqual([0, 0, 65_536]);
    expect(input?.gate?.reduce((a, b) => a + b, 0)).toBe(1);
    expect([...(input?.suggestions ?? [])]).toEqual(seen);
    expect([...(input?.seen ?? [])]).toEqual([...crowd.label].map((l) => (l === 0 ? 0 : -1)));
    expect([...(input?.cluster ?? [])]).toEqual([0, 1, 2, 3, 4, 2, 5, 6, 7, 8]);
    expect([...(input?.standing ?? [])]).toEqual([0, 0, 0, 0, 500, 0, 0, 0, 0, 0]);
  });

  test("behavior: no answers, no decision; one answer an item, a majority", () => {
    expect(decide([], terms)).toEqual({ verdict: undefined, items: [], annotators: [] });
    const { verdict, annotators } = decide([{ item: "i", annotator: "w", category: 2 }], terms);
    expect(verdict?.result.mode).toBe("majority");
    expect(annotators[0]?.reliabilityQ16).toBe(Math.floor((65_536 + Math.floor((4 * 65_536) / 3)) / 5));
  });
});

test("fineness is the mean certainty in thousandths, rounded down", () => {
  expect(fineness([])).toBe(0);
  expect(fineness([{ certaintyQ16: 65_536 }, { certaintyQ16: 32_768 }])).toBe(750);
  expect(fineness([{ certaintyQ16: 65_535 }])).toBe(999);
});

describe("categorical", () => {
  const config = { question: "?", labels: ["good", "bad"] };

  test("default: classes, category and answer of a task type", () => {
    const type = categorical(taskTypeOf("choice"), config);
    expect([type.classes, type.category("bad"), type.answer(0)]).toEqual([2, 1, "good"]);
  });

  test("behavior: an answer outside the ontology is refused, and so is a type without classes", () => {
    const type = categorical(taskTypeOf("choice"), config);
    for (const answer of ["ugly", 1, null]) expect(() => type.category(answer)).toThrow(/none of the 2 classes/);
    const { classes: _, ...unclassed } = taskTypeOf("choice");
    expect(() => categorical(unclassed, config)).toThrow(/are no classes/);
  });
});
