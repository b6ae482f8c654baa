import { readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { evidenceLines } from "@/lib/settlement/evidence-writer";
import { type BatchFacts, batchOutcome } from "@/lib/settlement/outcome";
import { verifyEvidence } from "@/lib/settlement/verify";
import type { RefereeFile } from "@/lib/settlement/verify-engine";
import { openTwin, type Twin } from "@/lib/twin/run-twin";
import { REFEREE_ONNX_SHA256 } from "@/lib/twin/twin-file";
import { deps, signedBatch, signedTopicBatch } from "./batch-fixture";

let twin: Twin;
let facts: BatchFacts;
beforeAll(async () => {
  twin = await openTwin(readFileSync("models/referee-v1.onnx"));
  facts = await signedBatch();
});
afterAll(() => twin.close());

async function* linesOf(of: BatchFacts): AsyncGenerator<string> {
  yield* evidenceLines(of, batchOutcome(of));
}

const file = (change: Partial<RefereeFile> = {}): RefereeFile => ({
  ...{ sha256: REFEREE_ONNX_SHA256, fits: () => true, run: (input, policy) => twin.run(input, policy) },
  ...change,
});
const verify = (of: BatchFacts, by?: RefereeFile) => verifyEvidence(linesOf(of), { ...deps, file: by });
const consensusWords = ({ checks }: Awaited<ReturnType<typeof verify>>) =>
  checks.find(({ name }) => name === "consensus")?.detail;

describe("verification by the referee's ONNX file", () => {
  test("default: the file that the bounty committed to finds the same batch, and the report names it", async () => {
    let runs = 0;
    const counted = file({ run: (input, policy) => twin.run(input, policy).finally(() => runs++) });
    const report = await verify(facts, counted);
    expect(report).toMatchObject({ verdict: "match", judgedBy: { engine: "onnx", sha256: REFEREE_ONNX_SHA256 } });
    expect(consensusWords(report)).toContain(`with the ONNX file ${REFEREE_ONNX_SHA256}`);
    expect(runs).toBe(1);
  });

  test("default: where nobody asks for the file the kernel recomputes, and the report says what the bounty committed to", async () => {
    const report = await verify(facts);
    expect(report).toMatchObject({ verdict: "match", onnxSha256: REFEREE_ONNX_SHA256 });
    expect(report).not.toHaveProperty("judgedBy");
  });

  test("behavior: what the file finds is what counts: one other score is a mismatch of its record", async () => {
    const lying = file({
      run: async (input, policy) => {
        const result = await twin.run(input, policy);
        return { ...result, score: result.score.map((bits, i) => (i === 3 ? bits + 1 : bits)) };
      },
    });
    const report = await verify(facts, lying);
    expect(report).toMatchObject({ verdict: "mismatch", judgedBy: { engine: "onnx" } });
    expect(report.mismatch).toMatchObject({ check: "consensus", field: "scoreQ10" });
  });

  test("behavior: a crowd that is too large for it, another file, or one that does not run: the kernel does it and says why", async () => {
    const failing = () => Promise.reject(new Error("out of memory"));
    for (const [by, why] of [
      [file({ fits: () => false }), "more memory than there is"],
      [file({ sha256: "0".repeat(64) }), `committed to the file ${REFEREE_ONNX_SHA256}, at hand is 000`],
      [file({ run: failing }), "could not be run: out of memory"],
    ] as const) {
      const report = await verify(facts, by);
      expect(report).toMatchObject({ verdict: "match", judgedBy: { engine: "kernel" } });
      expect(consensusWords(report)).toContain(why);
    }
  });

  test("behavior: answers that are no classes have no file: the kernel, and why", async () => {
    const report = await verify(await signedTopicBatch(), file());
    expect(report).toMatchObject({ verdict: "match", judgedBy: { why: "the bounty committed to no ONNX file" } });
  });
});
