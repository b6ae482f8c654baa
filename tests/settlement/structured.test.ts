import { beforeAll, describe, expect, test } from "vitest";
import { SYSTEM } from "@/lib/kernel/caller";
import { canonicalJson } from "@/lib/kernel/canonical-json";
import { LOCALES, type LocaleId } from "@/lib/locale/locales";
import { structuredHash } from "@/lib/referee/structured/fingerprint";
import { type AnswerView, answerView } from "@/lib/settlement/answer-view";
import { advance } from "@/lib/settlement/carry-on";
import { type EvidenceRecord, evidenceLine, RECORDS } from "@/lib/settlement/evidence";
import { evidenceLines } from "@/lib/settlement/evidence-writer";
import { type BatchFacts, type BatchOutcome, batchOutcome } from "@/lib/settlement/outcome";
import { settle } from "@/lib/settlement/service";
import { verifyEvidence } from "@/lib/settlement/verify";
import { sayIn } from "../locale/speak";
import { deps, signedTopicBatch } from "./batch-fixture";
import { memoryHouse, OWNER } from "./memory-house";

let facts: BatchFacts;
let outcome: BatchOutcome;
let lines: string[];

beforeAll(async () => {
  facts = await signedTopicBatch();
  outcome = batchOutcome(facts);
  lines = [...evidenceLines(facts, outcome)].join("").trimEnd().split("\n");
});

async function* bytesOf(changed: readonly string[]): AsyncGenerator<string> {
  yield `${changed.join("\n")}\n`;
}

/** The file with one record changed and sealed anew, as a forger would. */
function forge<Type extends EvidenceRecord["type"]>(
  type: Type,
  change: (record: Extract<EvidenceRecord, { type: Type }>) => EvidenceRecord,
): { readonly changed: string[]; readonly line: number } {
  const at = lines.findIndex((line) => line.includes(`"type":"${type}"`));
  const { seal: _, ...record } = JSON.parse(lines[at] ?? "{}");
  const changed = lines.map((line, i) => (i === at ? evidenceLine(change(record)) : line));
  return { changed, line: at + 1 };
}

describe("a bounty whose answers are no classes", () => {
  test("default: it settles within its escrow, and its evidence verifies in every check", async () => {
    expect(facts.batch.bounty).toMatchObject({ refereeVersion: "weighted-merge-2", refereeHash: structuredHash() });
    expect(outcome.consensus.length).toBe(24);
    expect(outcome.consensus.every((record) => "certaintyQ16" in record)).toBe(true);
    expect(BigInt(outcome.root.allocationUnits) <= BigInt(facts.batch.escrowUnits)).toBe(true);
    expect(outcome.leaves.length).toBeGreaterThan(3);
    const report = await verifyEvidence(bytesOf(lines), deps);
    const referee = { version: "weighted-merge-2", sha256: structuredHash() };
    expect(report).toMatchObject({ verdict: "match", totalUnits: outcome.root.totalUnits, referee });
  });

  test("the house settles it: one batch on the vault, whose stored evidence verifies", async () => {
    const { deps: house, shelf } = memoryHouse(facts);
    await settle(house, OWNER, { id: "bty_7" });
    for (let i = 0; i < 400 && shelf.batches.at(-1)?.state !== "final"; i++) {
      shelf.nowMs += 2_000;
      await advance(house, SYSTEM, shelf.batches[0]?.no ?? (0n as never));
    }
    expect(shelf.batches).toMatchObject([{ state: "final", totalUnits: BigInt(outcome.root.totalUnits) }]);
    const file = shelf.files.get(shelf.batches[0]?.evidenceSha ?? "") ?? new Uint8Array();
    const stored = async function* () {
      yield file;
    };
    expect(await verifyEvidence(stored(), deps)).toMatchObject({ verdict: "match" });
  });

  test("the labels are gold where it is known, and who answers carelessly is paid less than who does not", () => {
    const labels = new Map(outcome.consensus.map(({ item, answer }) => [item, canonicalJson(answer)]));
    for (const { item, gold } of facts.items) if (gold) expect(labels.get(item)).toBe(canonicalJson(gold.answer));
    const shareOf = (i: number) =>
      outcome.annotators.find(({ annotator }) => annotator === facts.keys[i]?.annotator)?.payShareQ16 ?? 0;
    expect(shareOf(4)).toBeLessThan(Math.min(shareOf(0), shareOf(1), shareOf(2)));
  });

  test("behavior: a bounty that names the earlier rule is judged by it, and verifies; a name with the other's hash does not", async () => {
    const earlier = { refereeVersion: "weighted-merge-1", refereeHash: structuredHash("weighted-merge-1") };
    const then = await signedTopicBatch(earlier);
    const found = batchOutcome(then);
    const byHand = { ...then, answers: then.answers.map((answer) => ({ ...answer, shown: null })) };
    expect(found.credits).toEqual(batchOutcome(byHand).credits);
    const text = [...evidenceLines(then, found)];
    expect(await verifyEvidence(bytesOf(text.join("").trimEnd().split("\n")), deps)).toMatchObject({
      verdict: "match",
    });
    const lying = await signedTopicBatch({ ...earlier, refereeHash: structuredHash() });
    const lied = [...evidenceLines(lying, batchOutcome(lying))].join("").trimEnd().split("\n");
    expect((await verifyEvidence(bytesOf(lied), deps)).mismatch).toMatchObject({
      line: 1,
      field: "bounty.refereeHash",
    });
  });

  test("behavior: what the suggestion said already earns nothing, and without its record the credits do not follow", async () => {
    const shown = facts.answers.filter((answer) => answer.shown !== null && answer.kind !== "spare");
    const credits = new Map(outcome.credits.map((credit) => [`${credit.item} ${credit.annotator}`, credit.scoreQ10]));
    expect(shown.length).toBeGreaterThan(8);
    const repeated = shown.filter((given) => canonicalJson(given.answer) === canonicalJson(given.shown?.answer));
    for (const { item, annotator } of repeated) expect(credits.get(`${item} ${annotator}`)).toBeLessThanOrEqual(0);
    const blind = batchOutcome({ ...facts, answers: facts.answers.map((answer) => ({ ...answer, shown: null })) });
    expect(blind.credits).not.toEqual(outcome.credits);
  });

  test("behavior: the order in which facts come leaves no trace", () => {
    const turned = { ...facts, answers: [...facts.answers].reverse(), items: [...facts.items].reverse() };
    expect(batchOutcome(turned)).toEqual(outcome);
  });

  test("behavior: an altered answer, label, credit or payout is found, and its record named", async () => {
    const other = { labels: ["service"] };
    const cases = [
      { ...forge("answer", (record) => ({ ...record, answer: other })), check: "signatures", field: "answer" },
      { ...forge("consensus", (record) => ({ ...record, answer: other })), check: "consensus", field: "answer" },
      {
        ...forge("consensus", (record) => ({ ...record, certaintyQ16: 1 })),
        ...{ check: "consensus", field: "certaintyQ16" },
      },
      { ...forge("credit", (record) => ({ ...record, scoreQ10: 1000 })), check: "consensus", field: "scoreQ10" },
      { ...forge("annotator", (record) => ({ ...record, rhoQ16: 7 })), check: "payouts", field: "rhoQ16" },
    ];
    for (const { changed, line, check, field } of cases) {
      const report = await verifyEvidence(bytesOf(changed), deps);
      expect(report).toMatchObject({ verdict: "mismatch", mismatch: { line, check, field } });
    }
  });

  test("behavior: a label in the form of the other referee is no match", async () => {
    const { changed, line } = forge("consensus", ({ item, answer }) => ({
      ...{ type: "consensus", item, answer, category: 0, posteriorQ16: [65536], temperedQ16: [65536], entropyQ10: 0 },
    }));
    const report = await verifyEvidence(bytesOf(changed), deps);
    expect(report).toMatchObject({ verdict: "mismatch", mismatch: { line, check: "consensus" } });
  });
});

/** As the earnings page says it. */
const said = ({ reason }: AnswerView, locale: LocaleId = "en"): string =>
  reason.map(({ why, ...numbers }) => sayIn("earnings", locale)(`why-${why}`, numbers)).join(" ");

describe("the reason an annotator reads for an answer that is no class", () => {
  const box = { label: "cat", x1: 0, y1: 0, x2: 10, y2: 10 };
  const given = { item: "i", id: "row 1", payload: {}, kind: 0, certaintyQ16: 60_000 };
  const account = RECORDS.annotator.parse({
    ...{ type: "annotator", annotator: `0x${"1".repeat(40)}`, standingQ10: 0, cluster: null, paidBeforeUnits: "0" },
    ...{ counted: 1, gold: 0, spare: 0, scoreQ10: 0, rhoQ16: 0, reliabilityQ16: 0, entitledUnits: "0" },
    ...{ payShareQ16: 49_152, baseShareQ16: 32_768, payoutUnits: "0" },
  });
  const viewOf = (answer: unknown, scoreQ10: number, others: number) =>
    answerView(
      { ...given, answer, consensus: { boxes: [box] } },
      { account, credits: new Map([["i", { scoreQ10 }]]), others: new Map([["i", others]]) },
      { payRule: "pmi-v1", betaQ16: 32_768, taskType: "boxes", config: { question: "Which?", labels: ["cat"] } },
    );

  test("default: matched objects and overlap, with how many others it was merged, and the share it was paid", () => {
    const view = viewOf({ boxes: [{ ...box, y2: 9 }] }, 300, 2);
    expect(view).toMatchObject({ agrees: true, creditPermille: 750 });
    expect(said(view)).toBe(
      "You marked 1, the label has 1; 1 of yours is in it, overlapping by 90 %. The label is yours merged with 2 other answers. It fits this item better than your other answers, or a suggestion that you saw, would: that counts for you. Paid 75 % of its price.",
    );
  });

  test("behavior: one that nobody confirms, and one that fits badly, are told as such", () => {
    expect(said(viewOf({ boxes: [box] }, 0, 0))).toContain("Nobody else answered that could confirm it.");
    const bad = viewOf({ boxes: [] }, -500, 3);
    expect(bad.agrees).toBe(false);
    expect(said(bad)).toContain("You marked 0, the label has 1; none of yours is in it.");
    expect(said(bad)).toContain("counts against you");
  });

  test.each(LOCALES)("behavior: every reason can be said in $name", ({ id }) => {
    const views = [viewOf({ boxes: [box] }, 300, 2), viewOf({ boxes: [box] }, 0, 0), viewOf({ boxes: [] }, -500, 1)];
    for (const view of views) expect(said(view, id)).toMatch(/75 %/);
  });
});
