// A bounty in memory: answers come in, a worker applies them, and the outbox is a list.

import { bountyManifest } from "@/lib/bounties/manifest";
import type { ConsensusDeps } from "@/lib/consensus/deps";
import { liveDesk } from "@/lib/consensus/live-desk";
import type { ConsensusRow, LiveNews, SweepOutcome, SweptBounty } from "@/lib/consensus/ports";
import type { Sweep } from "@/lib/consensus/sweep";
import type { AskTerms } from "@/lib/consensus/terms";
import type { AccountNo, Address, BountyId, BountyNo } from "@/lib/kernel/ids";
import { sha256Hex } from "@/lib/kernel/sha256";

export type Given = { readonly itemNo: number; readonly annotatorNo: number; readonly label: string };

export const LABELS = ["a", "b", "c"];
export const NO = 7n as BountyNo;

const hashOf = (itemNo: number) => sha256Hex(`item ${itemNo}`);
const addressOf = (annotatorNo: number) => `0x${annotatorNo.toString(16).padStart(40, "0")}` as Address;

export function manifestOf(policy: Readonly<Record<string, number>>, items: number) {
  return bountyManifest({
    ...{ chainId: 1, vault: `0x${"1".repeat(40)}`, ledgerId: "1", token: `0x${"2".repeat(40)}` },
    ...{ owner: `0x${"3".repeat(40)}`, title: "Live", guidelines: "", taskType: "choice", taskVersion: 1 },
    config: { question: "Which?", labels: LABELS },
    ...{ policy, priceUnits: "1000", mostAnswers: 1_000, deadlineS: 2_000_000_000, betaQ16: 32_768 },
    ...{ items: Array.from({ length: items }, (_, i) => hashOf(i)), gold: [], secret: "00" },
  });
}

/** Everything is kept here, as the database would; `rows` and `wants` are what the worker writes. */
export function liveStage(policy: Readonly<Record<string, number>>, items: number) {
  const bounty: SweptBounty = {
    ...{
      no: NO,
      id: "bty_live" as BountyId,
      ownerNo: 1n as AccountNo,
      guests: undefined,
      state: "open",
      title: "Live",
    },
    ...{ taskType: "choice", config: { question: "Which?", labels: LABELS }, manifest: manifestOf(policy, items) },
    ...{ items, goldItems: 0 },
  };
  const all: Given[] = [];
  const outbox: Given[] = [];
  const rows = new Map<number, ConsensusRow>();
  const wants = new Map(Array.from({ length: items }, (_, i) => [i, policy.overlap ?? 3]));
  const book = { applied: 0, granted: 0, loads: 0, fails: 0 };
  const sweep = (): Sweep => {
    book.loads += 1;
    return {
      answers: {
        itemNo: all.map(({ itemNo }) => itemNo),
        annotatorNo: all.map(({ annotatorNo }) => annotatorNo),
        kind: all.map(() => 0),
        leadMs: all.map(() => 900),
        atMs: all.map((_, i) => i),
        answer: all.map(({ label }) => JSON.stringify(label)),
        shown: all.map(() => null),
      },
      items: new Map(Array.from({ length: items }, (_, i) => [i, { hash: hashOf(i), gold: undefined }])),
      annotators: new Map(all.map(({ annotatorNo }) => [annotatorNo, addressOf(annotatorNo)])),
      ...{ suggestions: new Map(), wants: new Map(wants), applied: book.applied },
    };
  };
  const write = (found: readonly ConsensusRow[], asks: AskTerms | undefined, orEqual: boolean) => {
    for (const row of found) {
      const before = rows.get(row.itemNo)?.answers ?? -1;
      if (before > row.answers || (before === row.answers && !orEqual)) continue;
      const want = wants.get(row.itemNo) ?? 0;
      const isRaised = asks && row.askFrom === want && want < asks.cap && book.granted < asks.pool;
      if (isRaised) {
        wants.set(row.itemNo, want + 1);
        book.granted += 1;
      }
      const state = row.askFrom === undefined ? row.state : isRaised ? "open" : "contested";
      rows.set(row.itemNo, { ...row, state });
    }
  };
  const newsOf = (taken: readonly Given[]): LiveNews => ({
    itemNo: taken.map(({ itemNo }) => itemNo),
    annotatorNo: taken.map(({ annotatorNo }) => annotatorNo),
    kind: taken.map(() => 0),
    answer: taken.map(({ label }) => JSON.stringify(label)),
    wants: new Map(wants),
  });
  const worker = (): ConsensusDeps => ({
    sweeps: {
      byNo: async () => bounty,
      byId: async () => bounty,
      load: async () => sweep(),
      save: async (_, { items: found, asks }: SweepOutcome) => {
        write(found, asks, true);
        return true;
      },
      report: async () => undefined,
      annotators: async () => [],
      contested: async () => [],
      states: async () => ({ open: 0, saturated: 0, resolved: 0, contested: 0 }),
      remarks: async () => ({ skips: [], reports: [], reported: 0 }),
      modelCard: async () => undefined,
      stale: async () => [],
    },
    live: {
      apply: async (_, applied, asks, decide) => {
        if (applied !== book.applied) return "behind";
        const taken = outbox.slice(0, 20);
        if (taken.length === 0) return "nothing";
        const found = decide(newsOf(taken));
        if (book.fails > 0) {
          book.fails -= 1;
          throw new Error("killed before the commit");
        }
        outbox.splice(0, taken.length);
        write(found, asks, false);
        book.applied += taken.length;
        return { applied: book.applied, drained: taken.length < 20 };
      },
      pass: async () => {
        book.applied += outbox.splice(0).length;
      },
    },
    desk: liveDesk(),
  });
  return {
    ...{ bounty, rows, wants, book, outbox, worker },
    give: (...answers: readonly Given[]) => {
      all.push(...answers);
      outbox.push(...answers);
    },
  };
}
