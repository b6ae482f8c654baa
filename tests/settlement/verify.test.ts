import { gzipSync } from "node:zlib";
import { beforeAll, describe, expect, test } from "vitest";
import { submissionId } from "@/lib/annotations/digest";
import { manifestHash } from "@/lib/bounties/manifest";
import { REFEREE_VERSION } from "@/lib/referee/constants";
import {
  type EvidenceRecord,
  evidenceLine,
  RECORD_TYPES,
  type RecordOf,
  type RecordType,
} from "@/lib/settlement/evidence";
import { evidenceLines } from "@/lib/settlement/evidence-writer";
import { type BatchOutcome, batchOutcome } from "@/lib/settlement/outcome";
import { type ChainBatch, verifyEvidence } from "@/lib/settlement/verify";
import type { VerifyReport } from "@/lib/settlement/verify-report";
import { EARLIER_ONNX_SHA256 } from "@/lib/twin/earlier-files";
import { REFEREE_ONNX_SHA256 } from "@/lib/twin/twin-file";
import { dice } from "../referee/crowd";
import { deps, signedBatch, signedTopicBatch } from "./batch-fixture";

let file: Uint8Array;
let lines: string[];
let outcome: BatchOutcome;
let honest: VerifyReport;

beforeAll(async () => {
  const facts = await signedBatch();
  outcome = batchOutcome(facts);
  const text = [...evidenceLines(facts, outcome)].join("");
  file = new TextEncoder().encode(text);
  lines = text.trimEnd().split("\n");
  honest = await verify(file);
});

/** The file in pieces whose borders fall anywhere. */
async function* pieces(bytes: Uint8Array, size = 1009): AsyncGenerator<Uint8Array> {
  for (let from = 0; from < bytes.length; from += size) yield bytes.subarray(from, from + size);
}

const verify = (bytes: Uint8Array, chain?: ChainBatch | null) =>
  verifyEvidence(pieces(bytes), chain === undefined ? deps : { ...deps, chain: { batch: async () => chain } });

/** A label as the batches of this file have it: with its class. */
function classed(record: RecordOf<"consensus">): Extract<RecordOf<"consensus">, { category: number }> {
  if ("category" in record) return record;
  throw new TypeError("a label without a class");
}

const typeOf = (line: string): string => /"type":"([a-z]+)"/.exec(line)?.[1] ?? "";
const lengthOf = (line: string | undefined): number => new TextEncoder().encode(line).length + 1;
const bytesOf = (changed: readonly string[]) => new TextEncoder().encode(`${changed.join("\n")}\n`);
const posted = (): ChainBatch => ({
  root: outcome.root.root,
  total: BigInt(outcome.root.totalUnits),
  evidenceHash: `0x${honest.evidenceSha256}`,
});

describe("verifyEvidence", () => {
  test("default: an honest batch matches in every check, chain included", async () => {
    const report = await verify(file, posted());
    expect(report).toMatchObject({ verdict: "match", totalUnits: outcome.root.totalUnits });
    expect(report.checks.map(({ name, ok }) => [name, ok])).toEqual([
      ["evidence", true],
      ["signatures", true],
      ["consensus", true],
      ["payouts", true],
      ["root", true],
      ["chain", true],
    ]);
    expect(report.counts).toMatchObject({ items: 24, annotators: 6, leaves: outcome.leaves.length });
    expect(new Set(lines.map(typeOf))).toEqual(new Set(RECORD_TYPES));
  });

  test("behavior: without a chain the file is checked in itself, and the report says so", () => {
    expect(honest.verdict).toBe("match");
    expect(honest.checks.at(-1)).toEqual({ name: "chain", ok: null, detail: "not asked" });
  });

  test("behavior: one other byte in 200 places of each kind of record is found, and its line named; of labels by either referee", async () => {
    // No signature stands in the way: a damaged line has to be found by what it says about itself.
    const trusting = { ...deps, verifyTypedData: async () => true, verifyP256: async () => true };
    const topics = await signedTopicBatch({ payRule: "posterior-v1" });
    const merged = [...evidenceLines(topics, batchOutcome(topics))].join("").trimEnd().split("\n");
    const roll = dice(99);
    for (const of of [lines, merged]) {
      const bytes = bytesOf(of);
      const starts = of.map(() => 0);
      for (let i = 1; i < of.length; i++) starts[i] = (starts[i - 1] ?? 0) + lengthOf(of[i - 1]);
      expect(await verifyEvidence(pieces(bytes), deps)).toMatchObject({ verdict: "match" });
      for (const type of new Set(of.map(typeOf))) {
        const places = of.flatMap((line, i) => (typeOf(line) === type ? [i] : []));
        for (let n = 0; n < 200; n++) {
          const i = places[Math.floor(roll() * places.length)] ?? 0;
          const at = (starts[i] ?? 0) + Math.floor(roll() * lengthOf(of[i]));
          const damaged = bytes.slice();
          damaged[at] = (damaged[at] ?? 0) ^ (1 + Math.floor(roll() * 255));
          const { verdict, mismatch } = await verifyEvidence(pieces(damaged, bytes.length), trusting);
          expect({ type, at, verdict, line: mismatch?.line }).toEqual({ type, at, verdict: "mismatch", line: i + 1 });
        }
      }
    }
  }, 120_000);

  test("behavior: gzipped is the same file; its hash is that of the plain bytes", async () => {
    const report = await verify(gzipSync(file), posted());
    expect(report).toEqual(await verify(file, posted()));
    expect(report.verdict).toBe("match");
  });

  test("behavior: damage to the gzip container is found, or has changed no byte of what is in it", async () => {
    const packed = Uint8Array.from(gzipSync(file));
    const roll = dice(7);
    let harmless = 0;
    for (let n = 0; n < 60; n++) {
      const damaged = packed.slice();
      // Each byte of header and trailer, then anywhere.
      const at = n < 10 ? n : n < 18 ? packed.length - 1 - (n - 10) : Math.floor(roll() * packed.length);
      damaged[at] = (damaged[at] ?? 0) ^ (1 << Math.floor(roll() * 8));
      const { verdict, mismatch, evidenceSha256 } = await verify(damaged);
      if (verdict === "match") {
        expect({ at, evidenceSha256 }).toEqual({ at, evidenceSha256: honest.evidenceSha256 });
        harmless++;
      } else expect({ at, check: mismatch?.check }).toEqual({ at, check: "evidence" });
    }
    expect(harmless).toBeLessThanOrEqual(8);
    const cut = await verify(packed.subarray(0, packed.length - 20));
    expect(cut.mismatch).toMatchObject({ check: "evidence", record: "gzip file", expected: "an undamaged gzip file" });
  });

  test("behavior: a source that fails is no verdict about the file", async () => {
    async function* torn() {
      yield gzipSync(file).subarray(0, 500);
      throw new Error("the connection was lost");
    }
    await expect(verifyEvidence(torn(), deps)).rejects.toThrow("the connection was lost");
  });

  test("behavior: labels of another referee are told as such, not as a forgery, and all else is tested", async () => {
    const old = await signedBatch({ refereeVersion: "multi-coin-1", refereeHash: "1".repeat(64) });
    const then = batchOutcome(old);
    const text = [...evidenceLines(old, then)].join("");
    const report = await verify(new TextEncoder().encode(text));
    expect(report).toMatchObject({
      verdict: "unsupported",
      unsupported: { version: "multi-coin-1", sha256: "1".repeat(64), known: { version: REFEREE_VERSION } },
    });
    expect(report.checks.map(({ ok }) => ok)).toEqual([true, true, null, null, true, null]);
    const paid = text.replace(/"amountUnits":"(\d)/, (_, digit) => `"amountUnits":"${(Number(digit) % 9) + 1}`);
    expect((await verify(new TextEncoder().encode(paid))).mismatch).toMatchObject({ check: "evidence", field: "seal" });
  });

  test("behavior: a file of another format is told as such", async () => {
    const { seal: _, ...head } = JSON.parse(lines[0] ?? "");
    const newer = evidenceLine({ ...head, version: 2 });
    expect((await verify(bytesOf(lines.with(0, newer)))).mismatch).toMatchObject({
      ...{ line: 1, field: "version", expected: "1, the format that this software reads", found: "2" },
    });
  });

  test("behavior: lines lost, doubled, swapped, cut short or added are found", async () => {
    const i = lines.findIndex((line) => typeOf(line) === "answer") + 3;
    const line = (n: number) => lines[n] ?? "";
    const cases: [string[], number][] = [
      [lines.toSpliced(i, 0, line(i)), i + 2],
      [lines.toSpliced(i, 2, line(i + 1), line(i)), i + 2],
      [lines.slice(0, -1), lines.length],
      [[...lines, line(lines.length - 1)], lines.length + 1],
      [[], 1],
    ];
    for (const [changed, at] of cases) {
      const { verdict, mismatch } = await verify(bytesOf(changed));
      expect({ verdict, check: mismatch?.check, line: mismatch?.line }).toEqual({
        verdict: "mismatch",
        check: "evidence",
        line: at,
      });
    }
    const lost = await verify(bytesOf(lines.toSpliced(i, 1)));
    expect(lost.mismatch).toMatchObject({ check: "consensus" });
    const cut = await verify(file.subarray(0, file.length - 1));
    expect(cut.mismatch).toMatchObject({ check: "evidence", line: lines.length });
    const spaced = await verify(bytesOf(lines.with(i, line(i).replace(",", ", "))));
    expect(spaced.mismatch).toMatchObject({ check: "evidence", line: i + 1, field: "spelling" });
  });
});

/** A forger spells canonically, seals anew, and keeps the order: what is caught then is caught by what the records mean. */
describe("verifyEvidence, forged and sealed anew", () => {
  const forge = <Type extends RecordType>(
    type: Type,
    change: (record: RecordOf<Type>) => RecordOf<Type> | undefined,
  ): { bytes: Uint8Array; line: number } => {
    for (const [i, line] of lines.entries()) {
      if (typeOf(line) !== type) continue;
      const { seal: _, ...record } = JSON.parse(line);
      const forged = change(record as RecordOf<Type>);
      if (forged) return { bytes: bytesOf(lines.with(i, evidenceLine(forged as EvidenceRecord))), line: i + 1 };
    }
    throw new Error(`no ${type} to forge`);
  };

  const expectFound = async (forged: { bytes: Uint8Array; line: number }, found: object) => {
    const { mismatch, verdict } = await verify(forged.bytes);
    expect({ verdict, ...mismatch }).toMatchObject({ verdict: "mismatch", line: forged.line, ...found });
  };

  test("terms: a raised price does not hash to the manifest", async () => {
    const forged = forge("batch", (batch) => ({ ...batch, bounty: { ...batch.bounty, priceUnits: "60000" } }));
    await expectFound(forged, { check: "evidence", field: "manifestHash" });
  });

  test("terms: with the hash mended too, the signed submissions are of another bounty", async () => {
    const { bytes } = forge("batch", (batch) => {
      const bounty = { ...batch.bounty, priceUnits: "60000" };
      return { ...batch, bounty, manifestHash: manifestHash(bounty) };
    });
    const { mismatch } = await verify(bytes);
    expect(mismatch).toMatchObject({ check: "evidence", field: "submission" });
  });

  test("terms: a bounty judged by another referee is not recomputed by this one", async () => {
    const forged = forge("batch", (batch) => {
      const bounty = { ...batch.bounty, refereeHash: "0".repeat(64) };
      return { ...batch, bounty, manifestHash: manifestHash(bounty) };
    });
    await expectFound(forged, { check: "evidence", field: "bounty.refereeHash" });
  });

  test("terms: a bounty that commits to another ONNX file is not recomputed by this one; one that commits to none is", async () => {
    const forged = forge("batch", (batch) => {
      const bounty = { ...batch.bounty, refereeOnnxSha256: "0".repeat(64) };
      return { ...batch, bounty, manifestHash: manifestHash(bounty) };
    });
    await expectFound(forged, { check: "evidence", field: "bounty.refereeOnnxSha256" });
    const { bytes } = forge("batch", (batch) => {
      const { refereeOnnxSha256: _, ...bounty } = batch.bounty;
      return { ...batch, bounty, manifestHash: manifestHash(bounty) };
    });
    // The manifest is sound in itself; only the answers were signed for the other one.
    expect((await verify(bytes)).mismatch).toMatchObject({ check: "evidence", field: "submission" });
  });

  test("terms: a bounty that commits to an earlier file of the same rule is recomputed", async () => {
    const [earlier = ""] = EARLIER_ONNX_SHA256;
    expect(EARLIER_ONNX_SHA256).not.toContain(REFEREE_ONNX_SHA256);
    const { bytes } = forge("batch", (batch) => {
      const bounty = { ...batch.bounty, refereeOnnxSha256: earlier };
      return { ...batch, bounty, manifestHash: manifestHash(bounty) };
    });
    // Sound as a manifest; only the answers were signed for the other one.
    expect((await verify(bytes)).mismatch).toMatchObject({ check: "evidence", field: "submission" });
  });

  test("items: another item, or another gold answer, is not what the manifest commits to", async () => {
    const item = forge("item", (record) => ({ ...record, item: `${record.item.slice(0, -1)}0` }));
    expect((await verify(item.bytes)).mismatch).toMatchObject({ check: "evidence", line: 1, field: "bounty.itemRoot" });
    const gold = forge("item", (record) =>
      record.gold
        ? { ...record, gold: { ...record.gold, answer: record.gold.answer === "bad" ? "good" : "bad" } }
        : undefined,
    );
    expect((await verify(gold.bytes)).mismatch).toMatchObject({ check: "evidence", line: 1, field: "bounty.goldRoot" });
  });

  test("keys: a longer life, or another account, was never authorised", async () => {
    await expectFound(
      forge("key", (key) => ({ ...key, expiresAtS: key.expiresAtS + 1 })),
      { check: "signatures", field: "signature" },
    );
    await expectFound(
      forge("key", (key) => ({ ...key, annotator: `0x${"1".repeat(40)}` })),
      { check: "signatures", field: "signature" },
    );
  });

  test("keys: an answer after its key was revoked does not count, one before it does", async () => {
    const times = lines.filter((line) => typeOf(line) === "answer").map((line) => JSON.parse(line).atMs as number);
    const revoked = (revokedAtMs: number) =>
      lines.map((line) => {
        if (typeOf(line) !== "key") return line;
        const { seal: _, ...record } = JSON.parse(line);
        return evidenceLine({ ...record, revokedAtMs });
      });
    expect((await verify(bytesOf(revoked(Math.max(...times))))).verdict).toBe("match");
    const { mismatch } = await verify(bytesOf(revoked(Math.min(...times) - 10_001)));
    expect(mismatch).toMatchObject({ check: "signatures", field: "atMs" });
    expect(mismatch?.expected).toMatch(/when its key was revoked/);
  });

  test("submissions: a digest that was not signed", async () => {
    const swap = (digests: readonly string[]) => ["0".repeat(64), ...digests.slice(1)];
    await expectFound(
      forge("submission", (record) => ({ ...record, digests: swap(record.digests) })),
      { check: "evidence", field: "submission" },
    );
    const hash = manifestHash((JSON.parse(lines[0] ?? "") as RecordOf<"batch">).bounty);
    const first = lines.findIndex((line) => typeOf(line) === "submission");
    const next = lines.findIndex((line) => typeOf(line) === "answer");
    const renamed = lines.slice(first, next).map((line, n) => {
      const { seal: _, ...record } = JSON.parse(line);
      if (n > 0) return { id: record.submission as string, line };
      const digests = swap(record.digests);
      const id = submissionId(record.key, hash, digests);
      return { id, line: evidenceLine({ ...record, digests, submission: id }) };
    });
    const sorted = renamed.toSorted((a, b) => (a.id < b.id ? -1 : 1)).map(({ line }) => line);
    const { mismatch } = await verify(bytesOf(lines.toSpliced(first, next - first, ...sorted)));
    expect(mismatch).toMatchObject({ check: "signatures", field: "signature" });
  });

  test("answers: another label, another suggestion, another annotator's digest, a digest used twice, a late one", async () => {
    const other = (answer: unknown) => (answer === "bad" ? "good" : "bad");
    await expectFound(
      forge("answer", (record) => ({ ...record, answer: other(record.answer) })),
      { check: "signatures", field: "answer" },
    );
    await expectFound(
      forge("answer", (record) => (record.shown ? { ...record, shown: null } : undefined)),
      { check: "signatures", field: "answer" },
    );
    await expectFound(
      forge("answer", (record) => ({ ...record, submission: "f".repeat(64) })),
      { check: "signatures", field: "submission" },
    );
    await expectFound(
      forge("answer", (record) => ({ ...record, index: record.index + 1 })),
      { check: "signatures", field: "answer" },
    );
    await expectFound(
      forge("answer", (record) => ({ ...record, atMs: record.atMs + 10 ** 9 })),
      { check: "signatures", field: "atMs" },
    );
    await expectFound(
      forge("answer", (record) => ({ ...record, answer: "splendid" })),
      { check: "evidence", field: "answer" },
    );
  });

  test("answers: one given to somebody else's account is not under a key of theirs", async () => {
    const last = lines.findLastIndex((line) => typeOf(line) === "answer");
    const { seal: _, ...record } = JSON.parse(lines[last] ?? "");
    const stolen = lines.with(last, evidenceLine({ ...record, annotator: `0x${"f".repeat(40)}` }));
    await expectFound({ bytes: bytesOf(stolen), line: last + 1 }, { check: "signatures", field: "annotator" });
  });

  test("answers: one that is kept but no longer counted changes what follows", async () => {
    const { bytes } = forge("answer", (record) =>
      record.kind === "counted" ? { ...record, kind: "spare" } : undefined,
    );
    expect((await verify(bytes)).mismatch).toMatchObject({ check: "consensus" });
    const gold = forge("answer", (record) => (record.kind === "counted" ? { ...record, kind: "gold" } : undefined));
    await expectFound(gold, { check: "evidence", field: "kind" });
  });

  test("priors: another posterior changes what follows", async () => {
    const { bytes } = forge("prior", (record) => ({ ...record, q16: record.q16.toReversed() }));
    expect((await verify(bytes)).mismatch).toMatchObject({ check: "consensus" });
    await expectFound(
      forge("prior", (record) => ({ ...record, q16: [65536, 1, 0] })),
      { check: "evidence", field: "q16" },
    );
  });

  test("priors: a gate that no bounty's terms open is named, whatever would follow from it", async () => {
    const { bytes, line } = forge("prior", (record) => ({ ...record, gate: 1 }));
    const { item, model } = JSON.parse(lines[line - 1] ?? "") as RecordOf<"prior">;
    await expectFound(
      { bytes, line },
      {
        ...{ check: "evidence", record: `prior of item ${item} by model ${model}`, field: "gate", found: "1" },
        expected: "0: the bounty names no rule that makes a posterior a prior",
      },
    );
  });

  test("priors: settled with an open gate from the start, a batch pays as with a closed one, and does not verify", async () => {
    const honestFacts = await signedBatch();
    const opened = { ...honestFacts, priors: honestFacts.priors.map((prior) => ({ ...prior, gate: 1 as const })) };
    const found = batchOutcome(opened);
    expect(found).toEqual(batchOutcome(honestFacts));
    const report = await verify(new TextEncoder().encode([...evidenceLines(opened, found)].join("")));
    expect(report).toMatchObject({ verdict: "mismatch", mismatch: { check: "evidence", field: "gate", found: "1" } });
  });

  test("results: each is recomputed and named", async () => {
    await expectFound(
      forge("consensus", (record) => ({ ...classed(record), category: (classed(record).category + 1) % 3 })),
      { check: "consensus", field: "category" },
    );
    await expectFound(
      forge("consensus", (record) => ({ ...classed(record), temperedQ16: classed(record).temperedQ16.with(0, 1) })),
      { check: "consensus", field: "temperedQ16" },
    );
    await expectFound(
      forge("credit", (record) => ({ ...record, scoreQ10: record.scoreQ10 + 1 })),
      { check: "consensus", field: "scoreQ10" },
    );
    const more = (units: string) => String(BigInt(units) + 1n);
    await expectFound(
      forge("annotator", (record) => ({ ...record, payoutUnits: more(record.payoutUnits) })),
      { check: "payouts", field: "payoutUnits" },
    );
    await expectFound(
      forge("annotator", (record) =>
        record.paidBeforeUnits === "0" ? { ...record, paidBeforeUnits: "1" } : undefined,
      ),
      { check: "payouts", field: "payoutUnits" },
    );
    await expectFound(
      forge("leaf", (record) => ({ ...record, amountUnits: more(record.amountUnits) })),
      { check: "payouts", field: "amountUnits" },
    );
    await expectFound(
      forge("root", (record) => ({ ...record, totalUnits: more(record.totalUnits) })),
      { check: "root", field: "totalUnits" },
    );
  });

  test("unsigned fields: a time sealed anew is found by the vault's hash of the file", async () => {
    const { bytes } = forge("answer", (record) => ({ ...record, leadMs: record.leadMs + 1 }));
    expect((await verify(bytes)).verdict).toBe("match");
    expect((await verify(bytes, posted())).mismatch).toMatchObject({ check: "chain", line: 0 });
  });
});

describe("verifyEvidence, against the chain", () => {
  test("behavior: another root, another total, another file, or no batch at all is named", async () => {
    const root = await verify(file, { ...posted(), root: `0x${"0".repeat(64)}` });
    expect(root.mismatch).toMatchObject({ check: "chain", line: lines.length, field: "root" });
    const total = await verify(file, { ...posted(), total: posted().total + 1n });
    expect(total.mismatch).toMatchObject({ check: "chain", line: lines.length, field: "totalUnits" });
    const hash = await verify(file, { ...posted(), evidenceHash: `0x${"0".repeat(64)}` });
    expect(hash.mismatch).toMatchObject({ check: "chain", line: 0 });
    const none = await verify(file, null);
    expect(none.mismatch).toMatchObject({ check: "chain", line: 1, field: "batchId" });
  });
});
