import { describe, expect, test } from "vitest";
import { bountyManifest } from "@/lib/bounties/manifest";
import type { ConsensusDeps } from "@/lib/consensus/deps";
import { liveDesk } from "@/lib/consensus/live-desk";
import type { SweepOutcome, SweptBounty } from "@/lib/consensus/ports";
import { QualityReport } from "@/lib/consensus/quality-report";
import { wilson } from "@/lib/consensus/quality-view";
import { quality, resolve, stale, sweepOutcome } from "@/lib/consensus/service";
import { COUNTED, GOLD, SPARE, type Sweep } from "@/lib/consensus/sweep";
import { type Caller, SYSTEM } from "@/lib/kernel/caller";
import type { AccountNo, Address, BountyId, BountyNo } from "@/lib/kernel/ids";
import { sha256Hex } from "@/lib/kernel/sha256";
import { dice } from "../referee/crowd";

const LABELS = ["yes", "no"];
const ITEMS = 40;
const GOLDS = 6;
const CROWD = 5;
const HOUR_MS = 3_600_000;
const START_MS = 1_790_000_000_000 - (1_790_000_000_000 % HOUR_MS);
const MODEL = sha256Hex("a model");
const addressOf = (w: number) => `0x${String(w).padStart(40, "0")}` as Address;
const truthOf = (itemNo: number) => LABELS[itemNo % 2] ?? "yes";
const OWNER: Caller = { kind: "account", no: 99n as AccountNo, address: addressOf(99) };

const bounty: SweptBounty = {
  no: 7n as BountyNo,
  id: "bty_7" as BountyId,
  ownerNo: 99n as AccountNo,
  guests: undefined,
  state: "open",
  title: "Yes or no",
  taskType: "choice",
  config: { question: "Is it?", labels: LABELS },
  manifest: bountyManifest({
    ...{ chainId: 31337, vault: addressOf(1), ledgerId: "1", token: addressOf(2), owner: addressOf(99) },
    ...{ title: "Yes or no", guidelines: "", taskType: "choice", taskVersion: 1 },
    config: { question: "Is it?", labels: LABELS },
    ...{ policy: { overlap: 5 }, priceUnits: "1000", mostAnswers: 400, deadlineS: 2_000_000_000, betaQ16: 32_768 },
    ...{ items: [sha256Hex("any")], gold: [], secret: "5e".repeat(32) },
  }),
  items: ITEMS - GOLDS,
  goldItems: GOLDS,
};

/** Five annotators, the last of whom guesses; items 0 … 9 were shown a suggestion to the first; one late answer. */
function sweep(): Sweep {
  const roll = dice(5);
  const rows = Array.from({ length: ITEMS * CROWD }, (_, i) => {
    const [itemNo, w] = [Math.floor(i / CROWD), i % CROWD];
    const right = roll() < (w === CROWD - 1 ? 0.5 : 0.92);
    const label = right ? truthOf(itemNo) : (LABELS[(itemNo + 1) % 2] ?? "no");
    const shown =
      itemNo < 10 && w === 0 ? JSON.stringify({ model: MODEL, answer: "yes", confidenceQ16: 50_000 }) : null;
    const kind = itemNo >= ITEMS - GOLDS ? GOLD : itemNo === 3 && w === 2 ? SPARE : COUNTED;
    return { itemNo, w, kind, label, shown, atMs: START_MS + Math.floor(itemNo / 20) * HOUR_MS + w };
  });
  return {
    answers: {
      itemNo: rows.map(({ itemNo }) => itemNo),
      annotatorNo: rows.map(({ w }) => w),
      kind: rows.map(({ kind }) => kind),
      leadMs: rows.map(({ shown }) => (shown ? 1000 : 3000)),
      atMs: rows.map(({ atMs }) => atMs),
      answer: rows.map(({ label }) => JSON.stringify(label)),
      shown: rows.map(({ shown }) => shown),
    },
    items: new Map(
      Array.from({ length: ITEMS }, (_, i) => [
        i,
        { hash: sha256Hex(`item ${i}`), gold: i >= ITEMS - GOLDS ? truthOf(i) : undefined },
      ]),
    ),
    annotators: new Map(Array.from({ length: CROWD }, (_, w) => [w, addressOf(w)])),
    suggestions: new Map([[MODEL, new Map(Array.from({ length: 10 }, (_, i) => [i, [50_000, 15_536]]))]]),
  };
}

const REMARKS = {
  skips: [{ reason: "unsure", count: 4 }],
  reports: [
    {
      ...{ id: "row-3", hash: sha256Hex("item 3"), payload: { kind: "text", text: "Call me." } },
      said: [{ reason: "private", words: "a phone number" }],
    },
  ],
  reported: 1,
};

function desk(row: SweptBounty = bounty) {
  const saved: SweepOutcome[] = [];
  const deps: ConsensusDeps = {
    sweeps: {
      byNo: async () => row,
      byId: async (id) => (id === row.id ? row : undefined),
      load: async () => sweep(),
      save: async (_, outcome) => saved.push(outcome) > 0,
      report: async () => {
        const report = saved.at(-1)?.report;
        return report === undefined ? undefined : { report, updatedAtMs: 5 };
      },
      annotators: async () =>
        (saved.at(-1)?.annotators ?? []).map((each) => ({
          ...each,
          address: addressOf(Number(each.annotatorNo)),
          state: 0,
        })),
      contested: async () => [],
      states: async () => ({ open: 0, saturated: 0, resolved: 12, contested: 3 }),
      remarks: async () => REMARKS,
      modelCard: async () => undefined,
      stale: async () => [],
    },
    live: { apply: async () => "nothing", pass: async () => undefined },
    desk: liveDesk(),
  };
  return { deps, saved };
}

describe("a sweep", () => {
  const outcome = sweepOutcome(bounty, sweep());
  const report = QualityReport.parse(outcome.report);

  test("default: labels every item, and tells the guesser from the others", () => {
    expect(outcome.items).toHaveLength(ITEMS);
    const right = outcome.items.filter(({ itemNo, answer }) => answer === truthOf(itemNo)).length;
    expect(right).toBeGreaterThanOrEqual(ITEMS - 2);
    const byNo = [...outcome.annotators].sort((a, b) => Number(a.annotatorNo - b.annotatorNo));
    const guesser = byNo[CROWD - 1];
    for (const each of byNo.slice(0, CROWD - 1))
      expect(each.reliabilityQ16).toBeGreaterThan(guesser?.reliabilityQ16 ?? 0);
  });

  test("default: counts what was counted", () => {
    expect(report).toMatchObject({
      ...{ version: 200, items: 34, goldItems: 6, annotators: 5, goldSeen: 30 },
      answers: { counted: 169, gold: 30, spare: 1 },
    });
    expect(report.itemsByAnswers).toEqual([0, 0, 0, 0, 1, 33]);
    expect(report.pace.map(({ answers }) => answers)).toEqual([100, 100]);
    expect(report.confusion.flat().reduce((a, b) => a + b, 0)).toBe(199);
    expect(report.assisted).toMatchObject({ answers: 10, medianLeadMs: 1000, wrongShown: 5 });
    expect(report.blind.medianLeadMs).toBe(3000);
    expect(BigInt(report.costUnits)).toBeLessThanOrEqual(200_000n);
    expect(BigInt(report.costUnits)).toBeGreaterThan(100_000n);
  });

  test("behavior: the order of the rows leaves no trace", () => {
    const { answers, ...rest } = sweep();
    const order = answers.itemNo.map((_, i) => (i * 77) % answers.itemNo.length);
    const moved = Object.fromEntries(
      Object.entries(answers).map(([name, column]) => [name, order.map((i) => column[i])]),
    ) as unknown as Sweep["answers"];
    const again = sweepOutcome(bounty, { ...rest, answers: moved });
    expect(again).toEqual(outcome);
  });

  test("behavior: nothing answered is a report all the same", () => {
    const none = { itemNo: [], annotatorNo: [], kind: [], leadMs: [], atMs: [], answer: [], shown: [] };
    const { report: empty, items } = sweepOutcome(bounty, { ...sweep(), answers: none });
    expect(items).toEqual([]);
    expect(QualityReport.parse(empty)).toMatchObject({
      version: 0,
      mode: "none",
      agreementPermille: null,
      costUnits: "0",
    });
  });
});

describe("the verbs", () => {
  test("behavior: sweeping is the worker's alone; a settled bounty is left as it is", async () => {
    const { deps, saved } = desk();
    await expect(resolve(deps, OWNER, bounty.no)).rejects.toMatchObject({ code: "forbidden" });
    await expect(stale(deps, OWNER)).rejects.toMatchObject({ code: "forbidden" });
    expect(await resolve(desk({ ...bounty, state: "settled" }).deps, SYSTEM, bounty.no)).toBe("nothing");
    expect(await resolve(deps, SYSTEM, bounty.no)).toBe("saved");
    expect(saved).toHaveLength(1);
  });

  test("default: the owner sees the report, with intervals; others do not", async () => {
    const { deps } = desk();
    expect((await quality(deps, OWNER, { id: "bty_7" })).report).toBeNull();
    await resolve(deps, SYSTEM, bounty.no);
    const view = await quality(deps, OWNER, { id: "bty_7" });
    expect(view.report?.version).toBe(200);
    for (const { lowPermille, reliabilityPermille, highPermille } of view.annotators) {
      expect(lowPermille).toBeLessThan(reliabilityPermille);
      expect(highPermille).toBeGreaterThan(reliabilityPermille);
    }
    const other: Caller = { kind: "account", no: 3n as AccountNo, address: addressOf(3) };
    await expect(quality(deps, other, { id: "bty_7" })).rejects.toMatchObject({ code: "forbidden" });
    await expect(quality(deps, OWNER, { id: "bty_8" })).rejects.toMatchObject({ code: "not_found" });
  });

  test("default: Wilson's interval, as tabled for 8 of 10", () => {
    const { low, high } = wilson(0.8, 10);
    expect(low).toBeCloseTo(0.4902, 3);
    expect(high).toBeCloseTo(0.9433, 3);
  });
});
