import { expect, test } from "vitest";
import {
  agreementFinding,
  annotatorFinding,
  answersFinding,
  blindFinding,
  confusionFinding,
  rowPercents,
} from "@/app/(owner)/bounties/[bountyId]/quality/findings";
import type { QualityReport } from "@/lib/consensus/quality-report";
import type { AnnotatorView } from "@/lib/consensus/quality-view";
import { sayIn } from "@/tests/locale/speak";

const t = sayIn("quality") as never;

const history = (...alphas: (number | null)[]): QualityReport["history"] =>
  alphas.map((alphaPermille, i) => ({
    atMs: i,
    answers: i + 1,
    agreementPermille: null,
    alphaPermille,
    blindAlphaPermille: null,
  }));

test("agreement: rising, settled, falling, or not there yet", () => {
  expect(agreementFinding(t, [])).toBe("No two answers to one item yet");
  expect(agreementFinding(t, history(null, null))).toBe("No two answers to one item yet");
  expect(agreementFinding(t, history(500, 600, 700, 800))).toBe("Agreement still rises: α .800");
  expect(agreementFinding(t, history(500, 795, 798, 800))).toBe("Agreement has settled at α .800");
  expect(agreementFinding(t, history(900, 900, 900, 800))).toBe("Agreement falls: α .800, from .900");
});

test("confusion: rows in percent, and the worst pair by name", () => {
  const counts = [
    [9, 1],
    [2, 6],
  ];
  expect(rowPercents(counts)).toEqual([
    [90, 10],
    [25, 75],
  ]);
  expect(confusionFinding(t, ["yes", "no"], counts)).toBe("“no” is taken for “yes” in 25 % of its answers");
  expect(
    confusionFinding(
      t,
      ["yes", "no"],
      [
        [3, 0],
        [0, 0],
      ],
    ),
  ).toBe("No label is taken for another");
});

test("annotators: clear, some, paused", () => {
  const one = (reliabilityPermille: number, state: AnnotatorView["state"] = "active"): AnnotatorView => ({
    address: `0x${"1".repeat(40)}`,
    answers: 10,
    goldRight: 1,
    goldSeen: 1,
    reliabilityPermille,
    lowPermille: 1,
    highPermille: 999,
    rhoPermille: 500,
    state,
  });
  expect(annotatorFinding(t, [one(900)], 700)).toBe("The one annotator is clear of the bar");
  expect(annotatorFinding(t, [one(900), one(800)], 700)).toBe("All 2 annotators are clear of the bar");
  expect(annotatorFinding(t, [one(900), one(600), one(950, "paused")], 700)).toBe(
    "1 of 3 annotators clear of the bar; 1 paused",
  );
});

test("answers: none, some, all have what was asked", () => {
  expect(answersFinding(t, [5], 3)).toBe("No item has its 3 answers yet");
  expect(answersFinding(t, [0, 0, 1_200, 2_300], 3)).toBe("2,300 of 3,500 items have their 3 answers");
  expect(answersFinding(t, [0, 0, 0, 4, 1], 3)).toBe("Every item has its 3 answers");
  expect(answersFinding(t, [0, 4], 1)).toBe("Every item has its 1 answer");
});

test("suggestions: time saved and wrong ones followed", () => {
  const slice = { answers: 10, rightPermille: 900, goldSeen: 0, goldRight: 0, medianLeadMs: 7_400 };
  const assisted = { ...slice, medianLeadMs: 5_200, wrongShown: 7, wrongFollowed: 1 };
  expect(blindFinding(t, { blind: slice, assisted })).toBe(
    "Suggestions save 2.2 s an answer; 14 % of wrong ones are followed",
  );
  expect(blindFinding(t, { blind: slice, assisted: { ...assisted, answers: 0 } })).toBe(
    "No answer was given beside a suggestion",
  );
  expect(blindFinding(t, { blind: { ...slice, medianLeadMs: 5_100 }, assisted: { ...assisted, wrongShown: 0 } })).toBe(
    "Suggestions save no time",
  );
});
