import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { canonicalVotes } from "@/lib/referee/canonical";
import { ONE } from "@/lib/referee/constants";
import { PAY_RULE_NAMES } from "@/lib/referee/pay-rules";
import { LIMIT, WEIGHT_MIN } from "@/lib/referee/structured/constants";
import { structuredHash } from "@/lib/referee/structured/fingerprint";
import type { AnswerSpace, StructuredInput } from "@/lib/referee/structured/input";
import { structuredReferee } from "@/lib/referee/structured/structured-referee";
import type { StructuredVersion } from "@/lib/referee/structured/versions";
import { dice } from "./crowd";

/** Answers are points 0..1000 of a line; they merge at the weighted median. */
const line: AnswerSpace<number> = {
  distance: (a, b) => Math.floor((Math.abs(a - b) * ONE) / 1000),
  merge: (votes) => {
    const sorted = [...votes].sort((a, b) => a.answer - b.answer);
    const half = sorted.reduce((sum, { weightQ16 }) => sum + weightQ16, 0) / 2;
    let sum = 0;
    for (const { answer, weightQ16 } of sorted) {
      sum += weightQ16;
      if (sum >= half) return answer;
    }
    throw new RangeError("no votes");
  },
};

type Given = { readonly item: string; readonly annotator: string; readonly answer: number };

/** The canonical input of named answers. */
function inputOf(given: readonly Given[]): StructuredInput<number> & { readonly names: readonly string[] } {
  const votes = canonicalVotes({
    item: given.map(({ item }) => item),
    annotator: given.map(({ annotator }) => annotator),
    label: given.map(({ answer }) => answer),
    classes: 1001,
  });
  const { item, annotator, items, annotators } = votes;
  return { item, annotator, items, annotators, answer: [...votes.label], names: votes.annotatorNames };
}

/** A crowd over `items` points: each person answers by its own rule. */
function crowd(items: number, rules: Readonly<Record<string, (truth: number, roll: () => number) => number>>) {
  const roll = dice(7);
  const truth = Array.from({ length: items }, () => Math.floor(roll() * 1001));
  const given = truth.flatMap((point, t) =>
    Object.entries(rules).map(([annotator, rule]) => ({
      item: `i${String(t).padStart(4, "0")}`,
      annotator,
      answer: Math.max(0, Math.min(1000, Math.round(rule(point, roll)))),
    })),
  );
  return { truth, input: inputOf(given) };
}

const near = (spread: number) => (truth: number, roll: () => number) => truth + (roll() - 0.5) * 2 * spread;
const anywhere = (_: number, roll: () => number) => roll() * 1000;
const share = (amount: bigint | undefined, answers: number) => Number(amount ?? 0n) / answers / 1000;

const anyGiven = fc
  .uniqueArray(
    fc.record({
      item: fc.constantFrom("a", "b", "c", "d", "e"),
      annotator: fc.constantFrom("p", "q", "r", "s"),
      answer: fc.nat({ max: 1000 }),
    }),
    { selector: ({ item, annotator }) => `${item} ${annotator}`, minLength: 1 },
  )
  .chain((given) =>
    fc.record({ given: fc.constant(given), shuffled: fc.shuffledSubarray(given, { minLength: given.length }) }),
  );

describe("structuredReferee", () => {
  test("property: the order of arrival leaves no trace, and every number stays within its bounds", () => {
    const extras = fc.record({
      gold: fc.boolean(),
      cluster: fc.boolean(),
      beta: fc.nat({ max: ONE }),
      payRule: fc.constantFrom(...PAY_RULE_NAMES),
    });
    fc.assert(
      fc.property(anyGiven, extras, fc.bigInt({ min: 0n, max: 10n ** 24n }), ({ given, shuffled }, chosen, unit) => {
        const [input, again] = [inputOf(given), inputOf(shuffled)];
        const known = {
          ...(chosen.gold ? { gold: new Map([[0, 500]]) } : {}),
          ...(chosen.cluster ? { cluster: Int32Array.from(input.names, (_, w) => w >> 1) } : {}),
        };
        const policy = { unit, beta: chosen.beta, payRule: chosen.payRule };
        const result = structuredReferee({ ...input, ...known }, line, policy);
        expect(structuredReferee({ ...again, ...known }, line, policy)).toEqual(result);
        for (const w of result.weight) expect(w >= WEIGHT_MIN && w <= ONE).toBe(true);
        for (const q of [...result.certainty, ...result.rho, ...result.payShare, ...result.reliability]) {
          expect(Number.isInteger(q) && q >= 0 && q <= ONE).toBe(true);
        }
        for (const s of [...result.score, ...result.meanScore]) expect(Math.abs(s)).toBeLessThanOrEqual(1024);
        result.amount.forEach((amount, w) => {
          expect(amount >= 0n && amount <= BigInt(result.answers[w] ?? 0) * unit).toBe(true);
        });
      }),
      { seed: 1, numRuns: 400 },
    );
  });

  test("careful annotators outweigh noise, and the merge is nearer the truth than the plain one", () => {
    const rules = { ann: near(30), bob: near(40), cat: near(200), dan: anywhere, eve: anywhere };
    const { truth, input } = crowd(200, rules);
    const { consensus, weight, rounds } = structuredReferee(input, line, { unit: 1000n });
    const plain = truth.map((_, t) =>
      line.merge(Array.from({ length: 5 }, (_, w) => ({ answer: input.answer[t * 5 + w] ?? 0, weightQ16: ONE }))),
    );
    const error = (found: readonly number[]) =>
      found.reduce((sum, point, t) => sum + Math.abs(point - (truth[t] ?? 0)), 0) / truth.length;
    expect(error(consensus)).toBeLessThan(error(plain) * 0.6);
    expect([...weight].every((w, i) => i === 0 || w <= (weight[i - 1] ?? 0) * 1.3)).toBe(true);
    expect(rounds).toBeLessThan(40);
  });

  test("one answer to everything, and dice, earn next to nothing beside honest work", () => {
    const rules = { ann: near(30), bob: near(60), cat: near(60), con: () => 500, ran: anywhere };
    const { input } = crowd(300, rules);
    const { amount, answers, rho } = structuredReferee(input, line, { unit: 1000n, beta: 32_768 });
    const paid = amount.map((units, w) => share(units, answers[w] ?? 1));
    expect(Math.min(...paid.slice(0, 3))).toBeGreaterThan(0.9);
    expect(Math.max(...paid.slice(3))).toBeLessThan(0.15);
    expect(rho[3]).toBeLessThan(ONE / 20);
  });

  test("repeating the suggestion earns next to nothing, and did earn by the first version; honest work beside it is paid", () => {
    const rules = { ann: near(30), bob: near(40), cat: near(50), cop: anywhere };
    const { truth, input } = crowd(400, rules);
    const roll = dice(11);
    const draft = truth.map((point) => Math.max(0, Math.min(1000, Math.round(point + (roll() - 0.5) * 300))));
    // One item in five is blind; the copier guesses there.
    const shown = Array.from(input.item, (t) => (t % 5 === 0 ? undefined : draft[t]));
    const answer = input.answer.map((own, i) => (input.annotator[i] === 3 ? (shown[i] ?? own) : own));
    const paidBy = (version: StructuredVersion) => {
      const found = structuredReferee({ ...input, answer, shown }, line, { unit: 1000n, beta: 32_768, version });
      return found.amount.map((units, w) => share(units, found.answers[w] ?? 1));
    };
    const [first, second] = [paidBy("weighted-merge-1"), paidBy("weighted-merge-2")];
    expect(first[3]).toBeGreaterThan(0.6);
    expect(second[3]).toBeLessThan(0.2);
    expect(Math.min(...second.slice(0, 3))).toBeGreaterThan(0.8);
  });

  test("property: a suggestion never adds credit, and none shown is the first version to the bit", () => {
    fc.assert(
      fc.property(anyGiven, fc.array(fc.option(fc.nat({ max: 1000 }), { nil: undefined })), ({ given }, proposals) => {
        const input = inputOf(given);
        const shown = input.answer.map((_, i) => proposals[i]);
        const before = structuredReferee(input, line, { unit: 1n, version: "weighted-merge-1" });
        expect(structuredReferee({ ...input, shown }, line, { unit: 1n, version: "weighted-merge-1" })).toEqual(before);
        expect(structuredReferee(input, line, { unit: 1n })).toEqual(before);
        const after = structuredReferee({ ...input, shown }, line, { unit: 1n });
        after.score.forEach((score, i) => {
          expect(score <= (before.score[i] ?? 0) && Math.abs(score) <= 1024).toBe(true);
          if (shown[i] === input.answer[i]) expect(score).toBeLessThanOrEqual(0);
        });
        expect(after.consensus).toEqual(before.consensus);
      }),
      { seed: 5, numRuns: 100 },
    );
  });

  test("an identity cluster never confirms itself", () => {
    const { input } = crowd(60, { ann: near(30), bob: near(30), sy1: (t) => 1000 - t, sy2: (t) => 1000 - t });
    const alone = Int32Array.from([0, 1, 2, 2]);
    const open = structuredReferee(input, line, { unit: 1000n });
    const known = structuredReferee({ ...input, cluster: alone }, line, { unit: 1000n });
    expect((known.weight[2] ?? 0) * 4).toBeLessThan(known.weight[0] ?? 0);
    expect(known.rho[2] ?? 0).toBeLessThan((open.rho[2] ?? 0) / 2);
    const both = structuredReferee(
      {
        ...inputOf([
          { item: "a", annotator: "p", answer: 1 },
          { item: "a", annotator: "q", answer: 1 },
        ]),
        cluster: Int32Array.from([0, 0]),
      },
      line,
      { unit: 1n },
    );
    expect([...both.score]).toEqual([0, 0]);
  });

  test("gold is the truth, whatever all others say", () => {
    const { input } = crowd(40, { ann: near(20), bob: near(20), liar: (t) => 1000 - t });
    const gold = new Map(Array.from({ length: 40 }, (_, t) => [t, 1000 - (input.answer[3 * t] ?? 0)]));
    const { consensus, certainty, weight, score } = structuredReferee({ ...input, gold }, line, { unit: 1n });
    expect(consensus).toEqual([...gold.values()]);
    expect([...certainty].every((q) => q === ONE)).toBe(true);
    expect(weight[2]).toBeGreaterThan((weight[0] ?? 0) * 4);
    const sum = (w: number) => score.reduce((a, s, i) => a + (input.annotator[i] === w ? s : 0), 0);
    expect(sum(2)).toBeGreaterThan(sum(0));
  });

  test("certainty rises with agreement and with the number of people", () => {
    const give = (item: string, points: readonly number[]) =>
      points.map((answer, w) => ({ item, annotator: `p${w}`, answer }));
    const far = Array.from({ length: 12 }, (_, i) => give(`x${i}`, [80 * i, 80 * i + 5, 80 * i + 9]));
    const { certainty } = structuredReferee(
      inputOf([
        ...give("a", [500, 500]),
        ...give("b", [500, 500, 500, 500]),
        ...give("c", [0, 500, 1000]),
        ...far.flat(),
      ]),
      line,
      { unit: 1n },
    );
    const [two = 0, four = 0, torn = 0] = certainty;
    expect(four).toBeGreaterThan(two);
    expect(two).toBeGreaterThan(torn);
    expect(four).toBeGreaterThan(58_982);
    expect(torn).toBeLessThan(58_982);
  });

  test("behavior: fewer than two answers an item: unweighted, the base share for all; all answers alike: the same", () => {
    const single = structuredReferee(
      inputOf([
        { item: "a", annotator: "p", answer: 4 },
        { item: "b", annotator: "q", answer: 9 },
      ]),
      line,
      { unit: 100n, beta: 20_000 },
    );
    expect(single).toMatchObject({ mode: "unweighted", rounds: 0, consensus: [4, 9] });
    expect([...single.payShare]).toEqual([20_000, 20_000]);
    const { input } = crowd(50, { ann: () => 7, bob: () => 7 });
    const alike = structuredReferee(input, line, { unit: 100n, beta: 20_000 });
    expect([...alike.payShare]).toEqual([20_000, 20_000]);
    expect([...alike.score].every((s) => s === 0)).toBe(true);
  });

  test("behavior: what is not canonical, out of bounds or no distance is refused by name", () => {
    const input = inputOf([
      { item: "a", annotator: "p", answer: 1 },
      { item: "a", annotator: "q", answer: 2 },
    ]);
    const run =
      (wrong: Partial<StructuredInput<number>>, space = line) =>
      () =>
        structuredReferee({ ...input, ...wrong }, space, { unit: 1n });
    expect(run({ annotator: Int32Array.from([1, 0]) })).toThrow(/canonical order/);
    expect(run({ annotators: 3 })).toThrow(/more annotators than answers/);
    expect(run({ answer: [1] })).toThrow(/differ in length/);
    expect(run({ gold: new Map([[4, 1]]) })).toThrow(/gold for an item/);
    expect(run({ standing: Int32Array.from([0, LIMIT.standing + 1]) })).toThrow(/standing out of range/);
    expect(run({ cluster: Int32Array.from([0]) })).toThrow(/one cluster an annotator/);
    expect(run({}, { ...line, distance: () => 0.5 })).toThrow(/a distance is an integer/);
    expect(() => structuredReferee(input, line, { unit: 1n, beta: -1 })).toThrow(/beta is Q16/);
    expect(() => structuredReferee(input, line, { unit: -1n })).toThrow(/price is negative/);
  });

  test("the constants are those of weighted-merge-1 and -2", () => {
    expect(structuredHash("weighted-merge-1")).toBe("2bace1172bfcd302bde02af7f86a8c26568bdc94e34ee368b3c539f19412f95d");
    expect(structuredHash()).toBe("c68feae3f983f2e0e80ba9b33690bcb6eb5b393dd4412c8222b270aadb0a8e72");
  });
});
