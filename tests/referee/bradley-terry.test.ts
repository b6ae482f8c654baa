import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { bradleyTerry } from "@/lib/referee/structured/bradley-terry";
import { COMPARISON_LIMIT, type Comparison } from "@/lib/referee/structured/comparisons";
import { dice } from "./crowd";

/** What simulated judges do: who is how strong, how far they pull to the left, how often each looks at all. */
type World = {
  readonly strengths: readonly number[];
  readonly leftPull: number;
  readonly looks: readonly number[];
  readonly ties: number;
};

function simulate({ strengths, leftPull, looks, ties }: World, count: number, seed: number): Comparison[] {
  const roll = dice(seed);
  return Array.from({ length: count }, (_, i) => {
    const left = Math.floor(roll() * strengths.length);
    const right = (left + 1 + Math.floor(roll() * (strengths.length - 1))) % strengths.length;
    const w = i % looks.length;
    const [a, b] = [(strengths[left] ?? 1) * leftPull, strengths[right] ?? 1];
    const chance = roll() < (looks[w] ?? 1) ? a / (a + b) : 0.5;
    const tied = roll() < ties;
    const verdict = tied ? "tie" : roll() < chance ? "left" : "right";
    return { left: `m${left}`, right: `m${right}`, annotator: `w${w}`, verdict };
  });
}

/**
 * The same model in float64 by another road: Hunter's (2004) simultaneous MM under the same E step, to its fixed point.
 * Returns scores by id and the left one's chance.
 */
function reference(comparisons: readonly Comparison[], rounds: number) {
  const things = [...new Set(comparisons.flatMap(({ left, right }) => [left, right]))];
  const gamma = new Map(things.map((id) => [id, 1]));
  const of = <K>(map: Map<K, number>, key: K) => map.get(key) ?? 0;
  const eta = new Map(comparisons.map(({ annotator }) => [annotator, 0.75]));
  let side = 1;
  for (let round = 0; round < rounds; round++) {
    const wins = new Map(things.map((id) => [id, 0.5]));
    const under = new Map(things.map((id) => [id, 1 / (1 + of(gamma, id))]));
    const looked = new Map([...eta.keys()].map((id) => [id, { sum: 3, n: 4 }]));
    let [sideWins, sideUnder] = [0.5, 1 / (1 + side)];
    for (const { left, right, annotator, verdict } of comparisons) {
      const [a, b, e] = [of(gamma, left), of(gamma, right), of(eta, annotator)];
      const p = (side * a) / (side * a + b);
      const seen = verdict === "left" ? p : 1 - p;
      const tied = verdict !== "left" && verdict !== "right";
      const belief = tied ? e : (e * seen) / (e * seen + (1 - e) / 2);
      const tally = looked.get(annotator);
      if (tally) {
        tally.sum += belief;
        tally.n++;
      }
      const leftShare = tied ? 0.5 : verdict === "left" ? 1 : 0;
      wins.set(left, of(wins, left) + belief * leftShare);
      wins.set(right, of(wins, right) + belief * (1 - leftShare));
      under.set(left, of(under, left) + (belief * side) / (side * a + b));
      under.set(right, of(under, right) + belief / (side * a + b));
      sideWins += belief * leftShare;
      sideUnder += (belief * a) / (side * a + b);
    }
    for (const id of things) gamma.set(id, of(wins, id) / of(under, id));
    side = sideWins / sideUnder;
    for (const [id, { sum, n }] of looked) eta.set(id, sum / n);
  }
  const score = (id: string) => {
    const others = things.filter((other) => other !== id);
    return others.reduce((sum, other) => sum + of(gamma, id) / (of(gamma, id) + of(gamma, other)), 0) / others.length;
  };
  return { scores: new Map(things.map((id) => [id, score(id)])), left: side / (1 + side), eta };
}

const WORLD: World = { strengths: [1, 2, 4, 8, 16], leftPull: 1, looks: [0.95, 0.9, 0.95, 0.9], ties: 0 };
const names = ({ things }: ReturnType<typeof bradleyTerry>) => things.map(({ id }) => id);

describe("scores of what was compared", () => {
  test("default: finds the ranking and the chances that judges were simulated by", () => {
    const found = bradleyTerry(simulate(WORLD, 4000, 11));
    expect(names(found)).toEqual(["m4", "m3", "m2", "m1", "m0"]);
    expect(found).toMatchObject({ components: 1, settled: true });
    found.things.forEach(({ id, permille }) => {
      const own = WORLD.strengths[Number(id.slice(1))] ?? 0;
      const true_ = WORLD.strengths
        .filter((other) => other !== own)
        .reduce((sum, other) => sum + own / (own + other), 0);
      expect(Math.abs((permille ?? 0) - (1000 * true_) / 4)).toBeLessThan(30);
    });
    expect(Math.abs(found.leftPermille - 500)).toBeLessThan(25);
    expect(found.things.reduce((sum, { comparisons }) => sum + comparisons, 0)).toBe(8000);
  });

  test("default: a pull to the left is found and taken out, even where the weak always stood left", () => {
    const pulled = bradleyTerry(simulate({ ...WORLD, leftPull: 3 }, 4000, 12));
    expect(Math.abs(pulled.leftPermille - 750)).toBeLessThan(30);
    expect(names(pulled)).toEqual(["m4", "m3", "m2", "m1", "m0"]);
    const twins = simulate({ ...WORLD, strengths: [1, 1], leftPull: 4 }, 3000, 13);
    const uneven = twins.filter(({ left }, i) => left === "m0" || i % 4 === 0);
    const naive = uneven.filter(({ left, verdict }) => (left === "m0") === (verdict === "left")).length / uneven.length;
    expect(naive).toBeGreaterThan(0.6);
    for (const { permille } of bradleyTerry(uneven).things) expect(Math.abs((permille ?? 0) - 500)).toBeLessThan(50);
  });

  test("default: who throws a coin is told from who looks", () => {
    const { annotators } = bradleyTerry(simulate({ ...WORLD, looks: [0.98, 0.98, 0.98, 0] }, 4000, 14));
    const [first, second, third, coin] = annotators.map(({ reliabilityQ16 }) => reliabilityQ16 / 65_536);
    expect(Math.min(first ?? 0, second ?? 0, third ?? 0)).toBeGreaterThan(0.8);
    expect(coin).toBeLessThan(0.3);
  });

  test.each([21, 22, 23])(
    "behavior: within 1/1000 of the same model in float64, by another algorithm (seed %i)",
    (seed) => {
      const world = { ...WORLD, leftPull: 1.5, looks: [0.95, 0.8, 0.6], ties: 0.15 };
      const comparisons = simulate(world, 400, seed);
      const found = bradleyTerry(comparisons);
      const wanted = reference(comparisons, 3000);
      expect(found.settled).toBe(true);
      for (const { id, permille } of found.things)
        expect(Math.abs((permille ?? 0) - 1000 * (wanted.scores.get(id) ?? 0))).toBeLessThanOrEqual(1);
      expect(Math.abs(found.leftPermille - 1000 * wanted.left)).toBeLessThanOrEqual(1);
      for (const { id, reliabilityQ16 } of found.annotators)
        expect(Math.abs(reliabilityQ16 / 65_536 - (wanted.eta.get(id) ?? 0))).toBeLessThan(0.002);
    },
  );

  const verdict = fc.constantFrom("left", "right", "tie", "both bad" as const);
  const thing = fc.constantFrom("a", "b", "c", "d", "e");
  const comparison = fc.record({ left: thing, right: thing, annotator: fc.constantFrom("x", "y", "z"), verdict });
  const some = fc.array(comparison as fc.Arbitrary<Comparison>, { maxLength: 30 });

  test("property: the order of arrival leaves no trace", () => {
    fc.assert(
      fc.property(some, fc.nat(), (given, seed) => {
        const roll = dice(seed);
        const moved = given.map((one) => ({ one, at: roll() })).sort((a, b) => a.at - b.at);
        expect(bradleyTerry(moved.map(({ one }) => one))).toEqual(bradleyTerry(given));
      }),
      { seed: 6, numRuns: 40 },
    );
  });

  test("property: sides exchanged throughout, the scores stay and the pull is the other way", () => {
    const exchanged = { left: "right", right: "left", tie: "tie", "both bad": "both bad" } as const;
    fc.assert(
      fc.property(some, (given) => {
        const there = bradleyTerry(given);
        const back = bradleyTerry(
          given.map((one) => ({ ...one, left: one.right, right: one.left, verdict: exchanged[one.verdict] })),
        );
        expect(Math.abs(there.leftPermille + back.leftPermille - 1000)).toBeLessThanOrEqual(1);
        const scores = new Map(back.things.map(({ id, permille }) => [id, permille]));
        for (const { id, permille } of there.things)
          expect(Math.abs((permille ?? 0) - (scores.get(id) ?? 0))).toBeLessThanOrEqual(1);
      }),
      { seed: 7, numRuns: 40 },
    );
  });

  test("behavior: what nobody connected is reported as components; one side's wins only stay finite", () => {
    const won = (left: string, right: string): Comparison => ({ left, right, annotator: "w", verdict: "left" });
    const found = bradleyTerry([
      won("a", "b"),
      won("b", "a"),
      won("c", "d"),
      won("c", "d"),
      won("c", "d"),
      won("e", "e"),
    ]);
    expect(found.components).toBe(3);
    expect(found.things.map(({ id, component }) => `${id}${component}`)).toEqual(["a0", "b0", "c1", "d1", "e2"]);
    const [a, b, c, d, e] = found.things.map(({ permille }) => permille);
    expect([a, b, e]).toEqual([500, 500, null]);
    expect((c ?? 0) > 500 && (c ?? 0) < 1000 && (c ?? 0) + (d ?? 0) === 1000).toBe(true);
    expect(bradleyTerry([])).toMatchObject({ things: [], components: 0, leftPermille: 500, annotators: [] });
  });

  test("behavior: a tie and both bad weigh alike, and both bad is counted beside", () => {
    const answer = (verdict: Comparison["verdict"]): Comparison => ({ left: "a", right: "b", annotator: "w", verdict });
    const [tie, bad] = [bradleyTerry([answer("tie")]), bradleyTerry([answer("both bad")])];
    expect(tie.things.map(({ permille, bothBad }) => [permille, bothBad])).toEqual([
      [500, 0],
      [500, 0],
    ]);
    expect(bad.things.map(({ permille, bothBad }) => [permille, bothBad])).toEqual([
      [500, 1],
      [500, 1],
    ]);
  });

  test("behavior: more things than were proved for are refused by number", () => {
    const many = Array.from(
      { length: COMPARISON_LIMIT.things },
      (_, i): Comparison => ({
        ...{ left: `${i}`, right: `${i + 1}`, annotator: "w", verdict: "tie" },
      }),
    );
    expect(() => bradleyTerry(many)).toThrow(/1001 things compared, at most 1000/);
  });
});
