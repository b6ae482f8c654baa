import { readFileSync } from "node:fs";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { RefereeInput } from "@/lib/referee/input";
import { METHODS } from "@/lib/referee/method";
import { type RefereePolicy, referee } from "@/lib/referee/referee";
import { openTwin, type Twin } from "@/lib/twin/run-twin";
import { caseWithin } from "../referee/any-case";
import { DATA, realCrowd, syntheticCrowd } from "../referee/crowd";
import { differences } from "./compare";
import { hardCase } from "./hard-case";

let twin: Twin;
beforeAll(async () => {
  twin = await openTwin(readFileSync("models/referee-v1.onnx"));
});
afterAll(() => twin.close());

const compare = async (input: RefereeInput, policy: RefereePolicy) =>
  differences(await twin.run(input, policy), referee(input, policy));

/** Small ones: a case costs by its rounds, not by its answers, and long ones have tests of their own below. */
const smallCase = caseWithin({ items: 12, annotators: 8, classes: 6 });

describe("models/referee-v1.onnx and the kernel, every output cell", () => {
  test("default: the same bits in 1,000 random crowds of every method", { timeout: 600_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(smallCase, async ({ input, policy }) => {
        expect(await compare(input, policy)).toEqual([]);
      }),
      { numRuns: 1000, seed: 17 },
    );
  });

  test("behavior: the same bits in 1,000 cases at the edges", { timeout: 600_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(hardCase, async ({ input, policy }) => {
        expect(await compare(input, policy)).toEqual([]);
      }),
      { numRuns: 1000, seed: 18 },
    );
  });

  test("behavior: the same bits over many stretches of items and chunks of answers", async () => {
    const { truth, ...crowd } = syntheticCrowd({ items: 15_001, annotators: 60, classes: 3, perItem: 10, seed: 3 });
    const cluster = Int32Array.from({ length: crowd.annotators }, (_, w) => w >> 1);
    const gold = truth.map((k, t) => (t % 20 === 0 ? k : -1));
    for (const method of METHODS) expect(await compare({ ...crowd, cluster, gold }, { unit: 7n, method })).toEqual([]);
  });

  test("behavior: gold holds against 65,535 answers, in both", async () => {
    const votes = 65_535;
    const ids = Int32Array.from({ length: votes }, (_, i) => i);
    const sizes = { items: 1, annotators: votes, classes: 2 };
    const input = {
      ...sizes,
      item: new Int32Array(votes),
      annotator: ids,
      label: new Int32Array(votes),
      gold: Int32Array.of(1),
    };
    expect(await compare(input, { unit: 1n })).toEqual([]);
    expect([...(await twin.run(input, { unit: 1n })).posterior]).toEqual([0, 65_536]);
  });

  test("behavior: an annotator with 100,000 answers, in both", async () => {
    const items = 100_000;
    const item = Int32Array.from({ length: 2 * items }, (_, i) => i >> 1);
    const annotator = item.map((_, i) => i & 1);
    const label = item.map((t, i) => (t % 7 === 0 ? i & 1 : t & 1));
    const input = { items, annotators: 2, classes: 2, item, annotator, label };
    expect(await compare(input, { unit: 1n })).toEqual([]);
  });

  test("behavior: what the kernel refuses, the twin refuses in the same words", async () => {
    const good = {
      items: 1,
      annotators: 1,
      classes: 2,
      item: Int32Array.of(0),
      annotator: Int32Array.of(0),
      label: Int32Array.of(0),
    };
    const twice = { item: Int32Array.of(0, 0), annotator: Int32Array.of(0, 0), label: Int32Array.of(0, 1) };
    const cases: [RefereeInput, RefereePolicy][] = [
      [{ ...good, classes: 1 }, { unit: 1n }],
      [{ ...good, ...twice }, { unit: 1n }],
      [{ ...good, label: Int32Array.of(2) }, { unit: 1n }],
      [good, { unit: 1n, tau: 1025 }],
      [good, { unit: 1n, beta: -1 }],
      [good, { unit: -1n }],
    ];
    for (const [input, policy] of cases) {
      const reason = reasonOf(() => referee(input, policy));
      await expect(twin.run(input, policy)).rejects.toThrow(RangeError);
      await expect(twin.run(input, policy)).rejects.toThrow(reason);
    }
  });

  test("behavior: bytes that are no model are refused", async () => {
    await expect(openTwin(new Uint8Array([1, 2, 3]))).rejects.toThrow();
  });
});

describe(`real crowds in ${DATA} (skipped where they are not)`, () => {
  const folders = [
    "S_Dog",
    "Music_genre",
    "Snow_RTE_text",
    "SP_sentiment_text",
    "D_Product",
    "CIFAR10H_512",
    "N_Emotion",
    "Snow_valence",
    "weather-sentiment",
  ];
  for (const folder of folders) {
    const crowd = realCrowd(folder);
    test.skipIf(!crowd)(`${folder}: the same bits by every method`, async () => {
      if (!crowd) return;
      for (const method of METHODS) expect(await compare(crowd.votes, { unit: 50_000n, method })).toEqual([]);
    });
  }
});

function reasonOf(work: () => unknown): string {
  try {
    work();
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
  return "the kernel took it";
}
