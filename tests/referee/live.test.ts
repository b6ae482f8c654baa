import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { sortVotes } from "@/lib/referee/canonical";
import { findConsensus } from "@/lib/referee/consensus";
import { ONE } from "@/lib/referee/constants";
import { scoreAnswers } from "@/lib/referee/credit";
import type { RefereeInput } from "@/lib/referee/input";
import { addAnnotator, addItem, isOutgrown, openLive, sweptOf, takeAnswer, temperedRow } from "@/lib/referee/live";
import type { Live } from "@/lib/referee/live-state";
import { DATA, dice, realCrowd, syntheticCrowd } from "./crowd";

const TAU = 666;

type Answer = { readonly item: number; readonly annotator: number; readonly label: number };

/** Answers with dense ids of their own, in any order, as the kernel wants them; ids keep their order. */
function canonical(answers: readonly Answer[], classes: number, gold?: ReadonlyMap<number, number>): RefereeInput {
  const ranks = (ids: readonly number[]) => {
    const sorted = [...new Set(ids)].sort((a, b) => a - b);
    return { sorted, rank: new Map(sorted.map((id, i) => [id, i])) };
  };
  const items = ranks(answers.map(({ item }) => item));
  const annotators = ranks(answers.map(({ annotator }) => annotator));
  const votes = sortVotes({
    item: Int32Array.from(answers, ({ item }) => items.rank.get(item) ?? -1),
    annotator: Int32Array.from(answers, ({ annotator }) => annotators.rank.get(annotator) ?? -1),
    label: Int32Array.from(answers, ({ label }) => label),
    ...{ items: items.sorted.length, annotators: annotators.sorted.length, classes },
  });
  return gold ? { ...votes, gold: Int32Array.from(items.sorted, (id) => gold.get(id) ?? -1) } : votes;
}

/** Feeds answers that may name new items and annotators, by the ids of the whole. */
function feeder(live: Live, swept: readonly Answer[]) {
  const idOf = (ids: readonly number[]) =>
    new Map([...new Set(ids)].sort((a, b) => a - b).map((id, i) => [id, i] as const));
  const items = idOf(swept.map(({ item }) => item));
  const annotators = idOf(swept.map(({ annotator }) => annotator));
  const id = (map: Map<number, number>, name: number, add: () => number) => {
    const known = map.get(name) ?? add();
    map.set(name, known);
    return known;
  };
  return ({ item, annotator, label }: Answer) =>
    takeAnswer(
      live,
      id(items, item, () => addItem(live, -1)),
      id(annotators, annotator, () => addAnnotator(live)),
      label,
    );
}

/** What must hold whatever came in: rows are probabilities, and the tallies are exactly those of the posteriors. */
function check(live: Live): void {
  const { classes, items, annotators } = live;
  const right = new Float64Array(annotators * classes);
  const seen = new Float64Array(annotators * classes);
  const pool = new Float64Array(classes * classes);
  let answers = 0;
  for (let t = 0; t < items; t++) {
    const row = live.posterior.subarray(t * classes, (t + 1) * classes);
    const sum = row.reduce((a, b) => a + b, 0);
    expect(row.every((cell) => cell >= 0)).toBe(true);
    expect(sum).toBeLessThanOrEqual(ONE);
    expect(live.certainty[t]).toBeGreaterThanOrEqual(Math.floor(ONE / classes) - classes);
    expect(live.certainty[t]).toBeLessThanOrEqual(ONE);
    for (let i = live.last[t] ?? -1; i >= 0; i = live.before[i] ?? -1) {
      answers++;
      for (let k = 0; k < classes; k++) {
        const [w, l, cell] = [live.who[i] ?? -1, live.said[i] ?? -1, row[k] ?? 0];
        seen[w * classes + k] = (seen[w * classes + k] ?? 0) + cell;
        pool[l * classes + k] = (pool[l * classes + k] ?? 0) + cell;
        if (k === l) right[w * classes + k] = (right[w * classes + k] ?? 0) + cell;
      }
    }
  }
  expect(answers).toBe(live.answers);
  expect(live.counts.right.subarray(0, right.length)).toEqual(right);
  expect(live.counts.seen.subarray(0, seen.length)).toEqual(seen);
  expect(live.counts.pool).toEqual(pool);
  const skills = live.coins.skill.subarray(0, annotators * classes);
  if (live.mode !== "majority") expect(skills.every((chance) => chance > 0 && chance < ONE)).toBe(true);
}

const crowds = fc.record({
  classes: fc.integer({ min: 2, max: 7 }),
  items: fc.integer({ min: 1, max: 25 }),
  annotators: fc.integer({ min: 1, max: 9 }),
  seed: fc.integer(),
  share: fc.integer({ min: 1, max: 9 }),
});

function randomAnswers({
  classes,
  items,
  annotators,
  seed,
}: { [K in "classes" | "items" | "annotators" | "seed"]: number }) {
  const roll = dice(seed);
  const answers: Answer[] = [];
  for (let item = 0; item < items; item++) {
    const truth = Math.floor(roll() * classes);
    for (let annotator = 0; annotator < annotators; annotator++) {
      if (roll() < 0.3) continue;
      answers.push({ item, annotator, label: roll() < 0.7 ? truth : Math.floor(roll() * classes) });
    }
  }
  const order = answers.map((answer) => [roll(), answer] as const).sort(([a], [b]) => a - b);
  return order.map(([, answer]) => answer);
}

describe("the live state", () => {
  test("behavior: as a sweep leaves it, it is the kernel's: posteriors, tempered ones, coins", () => {
    fc.assert(
      fc.property(crowds, fc.boolean(), (shape, golden) => {
        const answers = randomAnswers(shape);
        if (answers.length === 0) return;
        const gold = golden ? new Map([[answers[0]?.item ?? 0, 0]]) : undefined;
        const input = canonical(answers, shape.classes, gold);
        const consensus = findConsensus(input);
        const live = openLive(input, sweptOf(consensus), TAU);
        const { tempered } = scoreAnswers(input, consensus, TAU);
        expect(live.posterior).toEqual(consensus.posterior);
        if (consensus.model) expect(live.coins).toEqual(consensus.model.coins);
        for (let t = 0; t < input.items; t++) {
          const row = [...tempered.subarray(t * shape.classes, (t + 1) * shape.classes)];
          expect(temperedRow(live, t)).toEqual(row);
          expect(live.certainty[t]).toBe(Math.max(...row));
        }
        check(live);
      }),
      { numRuns: 300, seed: 7 },
    );
  });

  test("behavior: no sequence of answers leaves the bounds, and counts add up after each", () => {
    fc.assert(
      fc.property(crowds, (shape) => {
        const answers = randomAnswers(shape);
        const swept = answers.slice(0, Math.max(1, Math.floor((answers.length * shape.share) / 10)));
        if (swept.length === 0) return;
        const input = canonical(swept, shape.classes);
        const live = openLive(input, sweptOf(findConsensus(input)), TAU);
        const feed = feeder(live, swept);
        for (const answer of answers.slice(swept.length)) {
          expect(feed(answer)).toBe(true);
          expect(feed(answer)).toBe(false);
          check(live);
        }
      }),
      { numRuns: 120, seed: 8 },
    );
  });

  test("behavior: gold stays what it is, however many contradict it", () => {
    const input = canonical(randomAnswers({ classes: 3, items: 20, annotators: 8, seed: 1 }), 3, new Map([[4, 2]]));
    const live = openLive(input, sweptOf(findConsensus(input)), TAU);
    const added = addItem(live, 1);
    for (let n = 0; n < 40; n++) {
      takeAnswer(live, 4, addAnnotator(live), 0);
      takeAnswer(live, added, addAnnotator(live), 0);
    }
    expect([...live.posterior.subarray(12, 15)]).toEqual([0, 0, ONE]);
    expect([...live.posterior.subarray(added * 3, added * 3 + 3)]).toEqual([0, ONE, 0]);
  });

  test("behavior: a state outgrows its sweep, and one without a model once there is enough for one", () => {
    const single = canonical([{ item: 0, annotator: 0, label: 0 }], 2);
    const live = openLive(single, sweptOf(findConsensus(single)), TAU);
    expect([live.mode, isOutgrown(live)]).toEqual(["majority", false]);
    takeAnswer(live, 0, addAnnotator(live), 0);
    expect(isOutgrown(live)).toBe(true);
    const crowd = canonical(randomAnswers({ classes: 3, items: 20, annotators: 8, seed: 2 }), 3);
    const modelled = openLive(crowd, sweptOf(findConsensus(crowd)), TAU);
    for (let n = 0; n < 64; n++) takeAnswer(modelled, 0, addAnnotator(modelled), 0);
    expect(isOutgrown(modelled)).toBe(false);
    takeAnswer(modelled, 0, addAnnotator(modelled), 0);
    expect(isOutgrown(modelled)).toBe(true);
  });

  test("error: ids that nobody has, and answers beyond the proved limits", () => {
    const input = canonical([{ item: 0, annotator: 0, label: 0 }], 2);
    const live = openLive(input, sweptOf(findConsensus(input)), TAU);
    expect(() => takeAnswer(live, 1, 0, 0)).toThrow("id out of range");
    expect(() => takeAnswer(live, 0, 1, 0)).toThrow("id out of range");
    expect(() => takeAnswer(live, 0, addAnnotator(live), 2)).toThrow("id out of range");
    live.given[1] = 100_000;
    expect(() => takeAnswer(live, 0, 1, 0)).toThrow("proved");
  });

  test("behavior: fed the second half of a crowd, it agrees with the sweep on nearly every label", () => {
    const { truth: _, ...votes } = syntheticCrowd({ items: 800, annotators: 40, classes: 4, perItem: 6, seed: 5 });
    expect(agreement(votes)).toBeGreaterThan(0.99);
  });

  test.skipIf(!realCrowd("Snow_RTE_text"))(`behavior: on a real crowd too (${DATA})`, () => {
    const crowd = realCrowd("Snow_RTE_text");
    expect(crowd && agreement(crowd.votes)).toBeGreaterThan(0.97);
  });
});

/** Share of items whose label is the same after half was swept and half was fed as after a sweep over all. */
function agreement(votes: RefereeInput): number {
  const roll = dice(3);
  const { classes } = votes;
  const all = [...votes.item].map((item, i) => ({
    ...{ item, annotator: votes.annotator[i] ?? 0, label: votes.label[i] ?? 0, at: roll() },
  }));
  all.sort((a, b) => a.at - b.at);
  const swept = all.slice(0, all.length / 2);
  const input = canonical(swept, classes);
  const live = openLive(input, sweptOf(findConsensus(input)), TAU);
  const feed = feeder(live, swept);
  for (const answer of all.slice(swept.length)) feed(answer);
  const sizes = new Set(all.map(({ item }) => item)).size;
  const { posterior } = findConsensus(canonical(all, classes));
  const best = (cells: Int32Array, t: number) => {
    const row = [...cells.subarray(t * classes, (t + 1) * classes)];
    return row.indexOf(Math.max(...row));
  };
  // Ids of the live state: items of the swept half in order, then new ones as they came.
  const order = [...new Set(swept.map(({ item }) => item))].sort((a, b) => a - b);
  for (const { item } of all.slice(swept.length)) if (!order.includes(item)) order.push(item);
  return order.filter((item, id) => best(live.posterior, id) === best(posterior, item)).length / sizes;
}
