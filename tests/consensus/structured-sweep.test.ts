import { describe, expect, test } from "vitest";
import { bountyManifest } from "@/lib/bounties/manifest";
import type { SweptBounty } from "@/lib/consensus/ports";
import { QualityReport } from "@/lib/consensus/quality-report";
import { sweepOutcome } from "@/lib/consensus/service";
import { structuredAgreement } from "@/lib/consensus/structured-agreement";
import { COUNTED, GOLD, type Sweep } from "@/lib/consensus/sweep";
import type { AccountNo, Address, BountyId, BountyNo } from "@/lib/kernel/ids";
import { ONE_Q16 } from "@/lib/kernel/q16";
import { sha256Hex } from "@/lib/kernel/sha256";
import { dice } from "../referee/crowd";

const ITEMS = 40;
const GOLDS = 5;
const CROWD = 4;
const addressOf = (w: number) => `0x${String(w).padStart(40, "0")}` as Address;
const config = { question: "How good?", criteria: ["Helpful", "True"], lowest: 1, highest: 5 };
const truthOf = (itemNo: number) => [1 + (itemNo % 5), 1 + ((itemNo * 3) % 5)];

const bounty: SweptBounty = {
  ...{
    no: 7n as BountyNo,
    id: "bty_7" as BountyId,
    ownerNo: 99n as AccountNo,
    guests: undefined,
    state: "closed",
    title: "How good",
  },
  ...{ taskType: "rating", config, items: ITEMS - GOLDS, goldItems: GOLDS },
  manifest: bountyManifest({
    ...{ chainId: 31337, vault: addressOf(1), ledgerId: "1", token: addressOf(2), owner: addressOf(99) },
    ...{ title: "How good", guidelines: "", taskType: "rating", taskVersion: 1, config },
    ...{ policy: { overlap: 4 }, priceUnits: "1000", mostAnswers: 400, deadlineS: 2_000_000_000, betaQ16: 32_768 },
    ...{ items: [sha256Hex("any")], gold: [], secret: "5e".repeat(32) },
  }),
};

/** Three people near the truth, the fourth rolls dice. */
function sweep(): Sweep {
  const roll = dice(8);
  const rows = Array.from({ length: ITEMS * CROWD }, (_, i) => {
    const [itemNo, w] = [Math.floor(i / CROWD), i % CROWD];
    const near = (value: number) => Math.max(1, Math.min(5, value + (roll() < 0.2 ? 1 : 0)));
    const ratings = truthOf(itemNo).map((value) => (w === CROWD - 1 ? 1 + Math.floor(roll() * 5) : near(value)));
    return { itemNo, w, answer: JSON.stringify({ ratings }), kind: itemNo < GOLDS ? GOLD : COUNTED };
  });
  return {
    answers: {
      itemNo: rows.map(({ itemNo }) => itemNo),
      annotatorNo: rows.map(({ w }) => w),
      kind: rows.map(({ kind }) => kind),
      leadMs: rows.map(() => 900),
      atMs: rows.map((_, i) => 1_790_000_000_000 + i),
      answer: rows.map(({ answer }) => answer),
      shown: rows.map(() => null),
    },
    items: new Map(
      Array.from({ length: ITEMS }, (_, itemNo) => [
        itemNo,
        { hash: sha256Hex(`item ${itemNo}`), gold: itemNo < GOLDS ? { ratings: truthOf(itemNo) } : null },
      ]),
    ),
    annotators: new Map(Array.from({ length: CROWD }, (_, w) => [w, addressOf(w)])),
    suggestions: new Map(),
  };
}

describe("a sweep over answers that are no classes", () => {
  const outcome = sweepOutcome(bounty, sweep());
  const report = QualityReport.parse(outcome.report);

  test("default: every item has its merged answer, near the truth, and no class", () => {
    expect(outcome.items.length).toBe(ITEMS);
    const right = outcome.items.filter(
      ({ itemNo, answer }) => JSON.stringify(answer) === JSON.stringify({ ratings: truthOf(itemNo) }),
    );
    expect(right.length).toBeGreaterThan(ITEMS * 0.85);
    for (const { category, posteriorQ16, certaintyQ16 } of outcome.items) {
      expect([category, posteriorQ16]).toEqual([null, []]);
      expect(certaintyQ16 >= 0 && certaintyQ16 <= ONE_Q16).toBe(true);
    }
  });

  test("who rolls dice is told from who does not, on gold too", () => {
    const [a, b, c, random] = outcome.annotators;
    for (const good of [a, b, c]) {
      expect(good?.rhoQ16).toBeGreaterThan((random?.rhoQ16 ?? 0) * 3);
      expect(good?.goldRight).toBeGreaterThan(random?.goldRight ?? 5);
    }
  });

  test("the report tells agreement by distance with its interval, counts, and what it would cost", () => {
    expect(report).toMatchObject({ mode: "weighted", items: ITEMS - GOLDS, labels: [], annotators: CROWD });
    const alpha = report.coefficients.find(({ id }) => id === "alpha-distance");
    expect(alpha?.permille).toBe(report.alphaPermille);
    expect(alpha?.lowPermille).toBeLessThan(alpha?.permille ?? -1001);
    expect(alpha?.highPermille).toBeGreaterThan(alpha?.permille ?? 1001);
    const cost = BigInt(report.costUnits);
    expect(cost > 0n && cost <= BigInt(ITEMS * CROWD * 1000)).toBe(true);
  });

  test("behavior: no answers: an empty outcome, and a report that says so", () => {
    const { answers, ...rest } = sweep();
    const none = Object.fromEntries(Object.keys(answers).map((key) => [key, []])) as never;
    const empty = sweepOutcome(bounty, { ...rest, answers: none });
    expect(empty.items).toEqual([]);
    expect(QualityReport.parse(empty.report)).toMatchObject({ mode: "none", version: 0, alphaPermille: null });
  });
});

describe("structuredAgreement", () => {
  const space = { distance: (a: unknown, b: unknown) => (a === b ? 0 : ONE_Q16), merge: () => 0 };
  const answersOf = (rule: (t: number, roll: () => number) => number) => {
    const roll = dice(3);
    return Array.from({ length: 400 }, (_, t) =>
      ["p", "q", "r"].map((annotator) => ({ item: sha256Hex(`${t}`), annotator, answer: rule(t, roll) })),
    ).flat();
  };

  test("full agreement on varied items is one, dice are about nothing", () => {
    const agreed = structuredAgreement(
      answersOf((t) => t % 5),
      space,
    );
    expect(agreed.map(({ permille }) => permille)).toEqual([1000, 1000]);
    const [, diced] = structuredAgreement(
      answersOf((_, roll) => Math.floor(roll() * 5)),
      space,
    );
    expect(Math.abs(diced?.permille ?? 1000)).toBeLessThan(60);
    expect((diced?.lowPermille ?? 1) <= 0 && (diced?.highPermille ?? -1) >= 0).toBe(true);
  });
});
