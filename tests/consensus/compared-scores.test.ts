import { expect, test } from "vitest";
import { bountyManifest } from "@/lib/bounties/manifest";
import { comparedScores, comparesThings } from "@/lib/consensus/compared-scores";
import type { SweptBounty } from "@/lib/consensus/ports";
import { QualityReport } from "@/lib/consensus/quality-report";
import { sweepOutcome } from "@/lib/consensus/service";
import { COUNTED, SPARE, type Sweep } from "@/lib/consensus/sweep";
import type { AccountNo, Address, BountyId, BountyNo } from "@/lib/kernel/ids";
import { sha256Hex } from "@/lib/kernel/sha256";

const ITEMS = 30;
const CROWD = 3;
const addressOf = (w: number) => `0x${String(w).padStart(40, "0")}` as Address;
const config = { question: "Which reply is better?", tie: true, bothBad: true };
const bounty: SweptBounty = {
  ...{
    no: 7n as BountyNo,
    id: "bty_7" as BountyId,
    ownerNo: 9n as AccountNo,
    guests: undefined,
    state: "open",
    title: "Replies",
  },
  ...{ taskType: "pairwise", config, items: ITEMS, goldItems: 0 },
  manifest: bountyManifest({
    ...{ chainId: 31337, vault: addressOf(1), ledgerId: "1", token: addressOf(2), owner: addressOf(9) },
    ...{ title: "Replies", guidelines: "", taskType: "pairwise", taskVersion: 1, config, policy: { overlap: CROWD } },
    ...{ priceUnits: "1000", mostAnswers: 400, deadlineS: 2_000_000_000, betaQ16: 32_768 },
    ...{ items: [sha256Hex("any")], gold: [], secret: "5e".repeat(32) },
  }),
};

/** Item i sets a good model against a bad one, sides and letters by turns; all prefer the good one but in every tenth item. */
function sweep(): Sweep {
  const rows = Array.from({ length: ITEMS * CROWD }, (_, i) => ({ itemNo: Math.floor(i / CROWD), w: i % CROWD }));
  const goodIsA = (itemNo: number) => itemNo % 2 === 0;
  return {
    answers: {
      itemNo: rows.map(({ itemNo }) => itemNo),
      annotatorNo: rows.map(({ w }) => w),
      kind: rows.map(({ itemNo }) => (itemNo === 29 ? SPARE : COUNTED)),
      leadMs: rows.map(() => 900),
      atMs: rows.map((_, i) => i),
      answer: rows.map(({ itemNo }) => JSON.stringify(itemNo % 10 === 5 ? "both bad" : goodIsA(itemNo) ? "a" : "b")),
      shown: rows.map(() => null),
    },
    items: new Map(Array.from({ length: ITEMS }, (_, i) => [i, { hash: sha256Hex(`item ${i}`), gold: undefined }])),
    payloads: new Map(
      Array.from({ length: ITEMS }, (_, i) => {
        const [good, bad] = [
          { by: "good", text: "Yes." },
          { by: "bad", text: "No." },
        ];
        const sides = goodIsA(i) ? { a: good, b: bad } : { a: bad, b: good };
        return [i, { prompt: "?", ...sides, left: i % 4 < 2 ? "a" : "b" }];
      }),
    ),
    annotators: new Map(Array.from({ length: CROWD }, (_, w) => [w, addressOf(w)])),
    suggestions: new Map(),
  };
}

test("default: a sweep over comparisons scores what was compared, by who made it, wherever it stood", () => {
  const { scores } = QualityReport.parse(sweepOutcome(bounty, sweep()).report);
  expect(scores).toMatchObject({ components: 1, settled: true });
  const [first, last] = scores?.things ?? [];
  expect([first?.id, last?.id]).toEqual(["good", "bad"]);
  expect(first?.permille).toBeGreaterThan(850);
  expect((first?.permille ?? 0) + (last?.permille ?? 0)).toBe(1000);
  for (const thing of [first, last]) expect(thing).toMatchObject({ comparisons: 29 * CROWD, bothBad: 3 * CROWD });
});

test("behavior: without payloads or answers there are no scores, and types that compare nothing ask for no payloads", () => {
  const { payloads: _, ...bare } = sweep();
  expect(QualityReport.parse(sweepOutcome(bounty, bare).report).scores).toBeNull();
  expect(comparedScores(bounty, sweep(), [])).toBeNull();
  expect([comparesThings(bounty), comparesThings({ taskType: "choice" })]).toEqual([true, false]);
});

test("behavior: more different pairs than a sweep has time for are not scored", () => {
  const payloads = new Map(
    Array.from({ length: 5001 }, (_, i) => [
      i,
      { prompt: "", a: { by: `m${i % 100}`, text: "x" }, b: { by: `n${Math.floor(i / 100)}`, text: "y" }, left: "a" },
    ]),
  );
  const answers = [...payloads.keys()].map((itemNo) => ({ itemNo, annotator: "w", category: 0 }));
  const items = new Map([...payloads.keys()].map((i) => [i, { hash: sha256Hex(`item ${i}`), gold: undefined }]));
  expect(comparedScores(bounty, { payloads, items }, answers)).toBeNull();
});
