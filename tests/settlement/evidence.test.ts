import { beforeAll, describe, expect, test } from "vitest";
import { RECORD_TYPES, RECORDS, type RecordType, sealOf, sortKey } from "@/lib/settlement/evidence";
import { evidenceLines } from "@/lib/settlement/evidence-writer";
import { type BatchFacts, type BatchOutcome, batchOutcome } from "@/lib/settlement/outcome";
import { buildTree } from "@/lib/settlement/sum-tree";
import { signedBatch } from "./batch-fixture";

let facts: BatchFacts;
let outcome: BatchOutcome;
let lines: string[];

beforeAll(async () => {
  facts = await signedBatch();
  outcome = batchOutcome(facts);
  lines = [...evidenceLines(facts, outcome)];
});

describe("evidenceLines", () => {
  test("default: every record is one lawful, sealed line, in the order of the types and of their keys", () => {
    let before = { type: -1, key: "" };
    for (const line of lines) {
      expect(line.endsWith("}\n")).toBe(true);
      const { seal, ...record } = JSON.parse(line);
      const parsed = RECORDS[record.type as RecordType].parse(record);
      expect(seal).toBe(sealOf(parsed));
      const now = { type: RECORD_TYPES.indexOf(parsed.type), key: sortKey(parsed) };
      expect(now.type > before.type || (now.type === before.type && now.key > before.key)).toBe(true);
      before = now;
    }
  });

  test("behavior: the order in which facts come leaves no trace", () => {
    const mixed: BatchFacts = {
      ...facts,
      items: facts.items.toReversed(),
      keys: facts.keys.toReversed(),
      submissions: facts.submissions.toReversed(),
      answers: facts.answers.toReversed(),
      priors: facts.priors.toReversed(),
      accounts: facts.accounts.toReversed(),
    };
    expect([...evidenceLines(mixed, batchOutcome(mixed))]).toEqual(lines);
  });

  test("behavior: a record that is not what its schema says is not written", () => {
    const answers = facts.answers.map((record, i) => (i === 5 ? { ...record, leadMs: 1.5 } : record));
    expect(() => [...evidenceLines({ ...facts, answers }, outcome)]).toThrow();
  });
});

describe("batchOutcome", () => {
  test("default: leaves are the payouts above zero, by address, and the root is their tree's", () => {
    const due = outcome.annotators.filter(({ payoutUnits }) => payoutUnits !== "0");
    expect(outcome.leaves.map(({ account, amountUnits }) => [account, amountUnits])).toEqual(
      due.map(({ annotator, payoutUnits }) => [annotator, payoutUnits]),
    );
    const leaves = due.map(({ annotator, payoutUnits }) => ({
      account: annotator as `0x${string}`,
      amount: BigInt(payoutUnits),
    }));
    const tree = buildTree(outcome.root.batchKey as `0x${string}`, leaves);
    expect(outcome.root).toMatchObject({ root: tree.root, totalUnits: String(tree.total) });
  });

  test("behavior: every answer is on its annotator's account, and spare ones are paid the base share", () => {
    const rows = outcome.annotators;
    const answered = rows.reduce((n, { counted, gold, spare }) => n + counted + gold + spare, 0);
    expect(answered).toBe(facts.answers.length);
    const late = rows.find(({ counted, gold, spare }) => counted + gold === 0 && spare > 0);
    expect(late).toMatchObject({ baseShareQ16: 32_768, payoutUnits: String(25_000 * (late?.spare ?? 0)) });
  });

  test("behavior: what was paid before is taken off", () => {
    const row = outcome.annotators.find(({ paidBeforeUnits }) => paidBeforeUnits !== "0");
    expect(BigInt(row?.payoutUnits ?? 0)).toBe(BigInt(row?.entitledUnits ?? 0) - 123_456n);
  });

  test("behavior: gold labels are the gold answers", () => {
    const gold = facts.items.filter((item) => item.gold !== null);
    for (const { item, gold: known } of gold) {
      expect(outcome.consensus.find((label) => label.item === item)?.answer).toBe(known?.answer);
    }
    expect(gold).toHaveLength(4);
  });

  test("behavior: a bounty without answers pays nobody and says so", () => {
    const empty = batchOutcome({ ...facts, answers: [], submissions: [], keys: [], accounts: [] });
    expect(empty).toMatchObject({ consensus: [], credits: [], annotators: [], leaves: [] });
    expect(empty.root).toMatchObject({ totalUnits: "0", allocationUnits: "0", root: `0x${"0".repeat(64)}` });
  });
});
