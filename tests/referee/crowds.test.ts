import { describe, expect, test } from "vitest";
import { checkInput } from "@/lib/referee/bounds";
import { canonicalVotes, sortVotes } from "@/lib/referee/canonical";
import { referee } from "@/lib/referee/referee";
import { voteShares } from "@/lib/referee/start";
import { accuracyOf, DATA, dice, realCrowd } from "./crowd";

/** Accuracy in per cent that the specification demands of each real crowd, ± .1, ties split evenly. */
const CROWDS = { S_Dog: 83.5, Music_genre: 79.9, Snow_RTE_text: 92.5, SP_sentiment_text: 91.6, D_Product: 93.0 };

describe(`real crowds in ${DATA} (skipped where they are not)`, () => {
  for (const [folder, percent] of Object.entries(CROWDS)) {
    const crowd = realCrowd(folder);

    test.skipIf(!crowd)(`${folder}: ${percent} % right`, () => {
      if (!crowd) return;
      const { posterior, tempered, mode } = referee(crowd.votes, { unit: 50_000n });
      expect(mode).toBe("multi-coin");
      const right = 100 * accuracyOf(posterior, crowd.votes.classes, crowd.truth);
      expect(Math.abs(right - percent)).toBeLessThanOrEqual(0.1);
      expect(100 * accuracyOf(tempered, crowd.votes.classes, crowd.truth)).toBeCloseTo(right, 0);
    });

    test.skipIf(!crowd)(`${folder}: every loop and every order of arrival gives the same bits`, () => {
      if (!crowd) return;
      const { votes } = crowd;
      const verdict = referee(votes, { unit: 50_000n });
      expect(referee(votes, { unit: 50_000n, engine: "generic" })).toEqual(verdict);
      expect(referee(votes, { unit: 50_000n, engine: "wide" })).toEqual(verdict);
      const roll = dice(7);
      const order = Array.from(votes.item, (_, i) => ({ i, at: roll() })).sort((a, b) => a.at - b.at);
      const shuffle = (ids: Int32Array) => Int32Array.from(order, ({ i }) => ids[i] ?? -1);
      const { item, annotator, label, ...sizes } = votes;
      const arrived = { ...sizes, item: shuffle(item), annotator: shuffle(annotator), label: shuffle(label) };
      expect(referee(sortVotes(arrived), { unit: 50_000n })).toEqual(verdict);
    });
  }
});

describe("weather-sentiment, twenty answers an item (skipped where it is not)", () => {
  const crowd = realCrowd("weather-sentiment");

  test.skipIf(!crowd)("default: at least as right as the majority, where a coin per class would slide", () => {
    if (!crowd) return;
    const { votes, truth } = crowd;
    const { posterior, mode, rounds } = referee(votes, { unit: 50_000n });
    const majority = voteShares(votes, checkInput(votes)).posterior;
    expect({ mode, rounds }).toEqual({ mode: "one-coin", rounds: 7 });
    expect(100 * accuracyOf(majority, votes.classes, truth)).toBeCloseTo(97.08, 1);
    expect(100 * accuracyOf(posterior, votes.classes, truth)).toBeCloseTo(97.38, 1);
  });

  test.skipIf(!crowd)("behavior: every loop gives the same bits", () => {
    if (!crowd) return;
    const verdict = referee(crowd.votes, { unit: 50_000n });
    expect(referee(crowd.votes, { unit: 50_000n, engine: "generic" })).toEqual(verdict);
    expect(referee(crowd.votes, { unit: 50_000n, engine: "wide" })).toEqual(verdict);
  });
});

describe("canonicalVotes", () => {
  test("default: ids are ranks of the sorted names", () => {
    const { itemNames, annotatorNames, item, annotator, label, source } = canonicalVotes({
      item: ["b", "a", "b"],
      annotator: ["x", "z", "Z"],
      label: [0, 1, 1],
      classes: 2,
    });
    expect({ itemNames, annotatorNames }).toEqual({ itemNames: ["a", "b"], annotatorNames: ["Z", "x", "z"] });
    expect([...item, ...annotator, ...label]).toEqual([0, 1, 1, 2, 0, 1, 1, 1, 0]);
    expect([...source]).toEqual([1, 2, 0]);
  });

  test("behavior: names are compared by UTF-16 code units, not by locale", () => {
    const names = ["é", "z", "a", "Z", "😀", "\uffee"];
    const label = names.map(() => 0);
    const { itemNames } = canonicalVotes({ item: names, annotator: names, label, classes: 2 });
    expect(itemNames).toEqual(["Z", "a", "z", "é", "😀", "\uffee"]);
  });

  test("behavior: of two answers to one item by one annotator the first class stays, whichever came first", () => {
    for (const label of [
      [2, 1],
      [1, 2],
    ]) {
      const votes = canonicalVotes({ item: ["a", "a"], annotator: ["x", "x"], label, classes: 3 });
      expect([...votes.label]).toEqual([1]);
    }
  });

  test("behavior: an unknown class is refused", () => {
    expect(() => canonicalVotes({ item: ["a"], annotator: ["x"], label: [-1], classes: 3 })).toThrow(RangeError);
  });
});
