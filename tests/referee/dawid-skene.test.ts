import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { findConsensus } from "@/lib/referee/consensus";
import { EXP_N, HARD, LOG_N, ONE, ROUNDS, TOLERANCE } from "@/lib/referee/constants";
import type { RefereeInput } from "@/lib/referee/input";
import { referee } from "@/lib/referee/referee";
import { tables } from "@/lib/referee/tables";
import { anyCase } from "./any-case";
import { accuracyOf, DATA, realCrowd, syntheticCrowd } from "./crowd";

const { log, exp } = tables();
const logOf = (q14: bigint): number => log[Math.max(1, Number(q14))] ?? Number.NaN;

/** The rule as it stands at the top of dawid-skene.ts, once more: on big integers, dense, one line a step, no haste. */
function byTheBook(input: RefereeInput): { posterior: number[][]; chance: number[][][]; rounds: number } {
  const { item, annotator, label, items: T, annotators: W, classes: K, gold, gate, prior } = input;
  const range = (n: number) => Array.from({ length: n }, (_, i) => i);
  const of = (column: Int32Array | undefined, i: number) => column?.[i] ?? -1;
  const votes = range(item.length).map((i) => ({ t: of(item, i), w: of(annotator, i), l: of(label, i) }));
  const byItem = range(T).map((t) => votes.filter((vote) => vote.t === t));
  let posterior = range(T).map((t) =>
    range(K).map((k) => {
      if (of(gold, t) >= 0) return of(gold, t) === k ? ONE : 0;
      const mine = byItem[t] ?? [];
      return Math.floor((mine.filter(({ l }) => l === k).length * ONE) / mine.length);
    }),
  );
  let chance: number[][][] = [];
  let rounds = 0;
  for (let move = TOLERANCE + 1; rounds < ROUNDS && move > TOLERANCE; rounds++) {
    const q = posterior;
    const sum = (cells: number[]) => cells.reduce((a, b) => a + BigInt(b), 0n);
    const count = (w: number, l: number, k: number) =>
      sum(votes.filter((vote) => vote.w === w && vote.l === l).map(({ t }) => q[t]?.[k] ?? 0));
    const spread = 32_768n / BigInt(K);
    chance = range(W).map((w) => {
      const C = range(K).map((l) => range(K).map((k) => count(w, l, k)));
      const N = range(K).map((k) => C.reduce((a, row) => a + (row[k] ?? 0n), BigInt(K) * spread + 131_072n));
      return C.map((row, l) =>
        row.map((c, k) => Math.max(1, Number(((c + spread + (l === k ? 131_072n : 0n)) * 65_536n) / (N[k] ?? 1n)))),
      );
    });
    const share = range(K).map((k) => sum(q.map((row) => row[k] ?? 0)) + 66n * BigInt(T));
    const common = share.map((s) => logOf((s * BigInt(LOG_N)) / share.reduce((a, b) => a + b)));
    posterior = range(T).map((t) => {
      const score = range(K).map((k) => {
        const known = of(gold, t);
        const own = of(gate, t) === 1 ? logOf(BigInt(of(prior, t * K + k)) >> 2n) : common[k];
        const start = known >= 0 ? (known === k ? 0 : HARD) : (own ?? 0);
        return (byItem[t] ?? []).reduce((a, { w, l }) => a + logOf(BigInt(chance[w]?.[l]?.[k] ?? 0) >> 2n), start);
      });
      const e = score.map((s) => (Math.max(...score) - s < EXP_N ? (exp[Math.max(...score) - s] ?? 0) : 0));
      return e.map((x) => Number((BigInt(x) * 65_536n) / sum(e)));
    });
    move = Math.max(...posterior.flatMap((row, t) => row.map((x, k) => Math.abs(x - (q[t]?.[k] ?? 0)))));
  }
  return { posterior, chance, rounds };
}

describe("dawid-skene-1", { timeout: 60_000 }, () => {
  test("default: what its rule says, cell for cell, in any case", () => {
    let asked = 0;
    fc.assert(
      fc.property(anyCase, ({ input }) => {
        const found = findConsensus(input, { method: "dawid-skene" });
        if (found.mode === "majority") return;
        asked++;
        const book = byTheBook(input);
        expect(found.mode).toBe("dawid-skene");
        expect({ rounds: found.rounds, posterior: [...found.posterior] }).toEqual({
          rounds: book.rounds,
          posterior: book.posterior.flat(),
        });
        const { answers, skill } = found.model ?? expect.fail("no model");
        expect([...skill]).toEqual(book.chance.flatMap((rows) => rows.map((row, k) => row[k])));
        for (let i = 0; i < input.item.length; i++) {
          const row = book.chance[input.annotator[i] ?? -1]?.[input.label[i] ?? -1];
          expect(row?.map((_, k) => answers.chance(i, k))).toEqual(row);
        }
      }),
      { numRuns: 120, seed: 1979 },
    );
    expect(asked).toBeGreaterThan(60);
  });

  test("behavior: who calls one class by another's name is understood", () => {
    const crowd = syntheticCrowd({ items: 300, annotators: 9, classes: 3, perItem: 5, seed: 12, accuracy: () => 0.9 });
    const swapped = crowd.label.map((l, i) => ((crowd.annotator[i] ?? 0) < 2 && l < 2 ? 1 - l : l));
    const right = (method: "dawid-skene" | "majority") =>
      accuracyOf(findConsensus({ ...crowd, label: swapped }, { method }).posterior, 3, crowd.truth);
    expect(right("dawid-skene")).toBeGreaterThan(right("majority") + 0.02);
  });

  test("behavior: fewer than two answers an item: the majority's verdict and flat pay", () => {
    const crowd = syntheticCrowd({ items: 40, annotators: 6, classes: 3, perItem: 1, seed: 2 });
    const verdict = referee(crowd, { unit: 10n, method: "dawid-skene" });
    expect(verdict).toEqual(referee(crowd, { unit: 10n, method: "majority" }));
    expect(verdict.mode).toBe("majority");
  });

  test("behavior: matrices that do not fit in memory are refused with a way out", () => {
    const n = 140_000;
    const ids = Int32Array.from({ length: 2 * n }, (_, i) => i);
    const item = ids.map((i) => i >> 1);
    const label = ids.map((i) => i & 255);
    const crowd = { item, annotator: ids, label, items: n, annotators: 2 * n, classes: 256 };
    expect(() => findConsensus(crowd, { method: "dawid-skene" })).toThrow(/dawid-skene holds a matrix.*Use multi-coin/);
  });
});

/** Accuracy in per cent, ties split evenly; where an annotator has few answers a class it is below multi-coin. */
const CROWDS = { S_Dog: 84.14, Music_genre: 79, Snow_RTE_text: 92.75, SP_sentiment_text: 91.5, D_Product: 93.85 };

describe(`real crowds in ${DATA} (skipped where they are not)`, () => {
  for (const [folder, percent] of Object.entries(CROWDS)) {
    const crowd = realCrowd(folder);
    test.skipIf(!crowd)(`${folder}: ${percent} % right, and each loop the same bits`, () => {
      if (!crowd) return;
      const verdict = referee(crowd.votes, { unit: 1n, method: "dawid-skene" });
      expect(100 * accuracyOf(verdict.posterior, crowd.votes.classes, crowd.truth)).toBeCloseTo(percent, 1);
      expect(referee(crowd.votes, { unit: 1n, method: "dawid-skene", engine: "generic" })).toEqual(verdict);
    });
  }
});
