/**
 * Writes lib/bounties/expected-accuracy.ts: how often the referee's label is right with 1, 2, 3 … answers an item, drawn
 * at random from recorded crowds with ten answers or more an item. Run by hand: `node --import tsx bin/expected-accuracy.ts`.
 */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { canonicalVotes } from "@/lib/referee/canonical";
import { findConsensus } from "@/lib/referee/consensus";
import { type Crowd, readCrowd } from "./commands/crowd-folder";

const DATA = process.env.ASSAY_DATA ?? "../shared/data";
const CROWDS = ["S_Dog", "Snow_RTE_text", "weather-sentiment", "CIFAR10H_512"];
const OVERLAPS = [1, 2, 3, 5, 7, 9];
const DRAWS = 8;

const rows = OVERLAPS.map((overlap) => {
  const found = CROWDS.flatMap((name) => {
    const crowd = readCrowd(join(DATA, name));
    return [mean(Array.from({ length: DRAWS }, (_, seed) => accuracy(crowd, overlap, seed + 1)))];
  });
  console.log(overlap, found);
  return { overlap, mean: round(mean(found)), low: round(Math.min(...found)), high: round(Math.max(...found)) };
});
writeFileSync(
  "lib/bounties/expected-accuracy.ts",
  `/** Written by bin/expected-accuracy.ts from recorded crowds with the real referee; percent. The band runs from the worst to the best crowd. */
export const EXPECTED_ACCURACY = ${JSON.stringify(
    { source: `From ${CROWDS.length} public crowds: dogs, entailment, weather tweets, small photos.`, rows },
    null,
    2,
  )} as const;
`,
);

/** Share of items with known truth that are labeled right, percent, from `overlap` random answers an item. */
function accuracy(crowd: Crowd, overlap: number, seed: number): number {
  const roll = dice(seed);
  const byItem = new Map<string, (typeof crowd.answers)[number][]>();
  for (const answer of crowd.answers) byItem.set(answer.item, [...(byItem.get(answer.item) ?? []), answer]);
  const drawn = [...byItem.values()].flatMap((answers) => draw(answers, overlap, roll));
  const votes = canonicalVotes({
    item: drawn.map(({ item }) => item),
    annotator: drawn.map(({ worker }) => worker),
    label: drawn.map(({ label }) => crowd.labels.indexOf(label)),
    classes: crowd.labels.length,
  });
  const { posterior } = findConsensus(votes);
  const truth = new Map(crowd.items.map(({ id, truth }) => [id, truth]));
  const classes = crowd.labels.length;
  let right = 0;
  let known = 0;
  votes.itemNames.forEach((name, t) => {
    const expected = truth.get(name);
    if (expected === undefined) return;
    const row = [...posterior.subarray(t * classes, (t + 1) * classes)];
    const most = Math.max(...row);
    const best = row.flatMap((cell, k) => (cell === most ? [crowd.labels[k]] : []));
    known++;
    if (best.includes(expected)) right += 1 / best.length;
  });
  return (100 * right) / known;
}

function draw<T>(list: readonly T[], n: number, roll: () => number): T[] {
  const pool = [...list];
  return Array.from({ length: Math.min(n, pool.length) }, () =>
    pool.splice(Math.floor(roll() * pool.length), 1),
  ).flat();
}

function dice(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

function mean(list: readonly number[]): number {
  return list.reduce((sum, x) => sum + x, 0) / list.length;
}

function round(x: number): number {
  return Math.round(x * 10) / 10;
}
