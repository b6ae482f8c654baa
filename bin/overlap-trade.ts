/**
 * What dynamic overlap buys on recorded crowds: answers an item and accuracy when one more is asked for while the tempered
 * certainty is below a bar, beside the same number of answers spread evenly. The same referee, live state and item rule as
 * the worker's. Prints a table; run by hand: `node --import tsx bin/overlap-trade.ts [crowd folder …]`.
 */
import { join } from "node:path";
import { judgeItem } from "@/lib/consensus/item-state";
import { canonicalVotes } from "@/lib/referee/canonical";
import { findConsensus } from "@/lib/referee/consensus";
import { DEFAULT_TAU } from "@/lib/referee/constants";
import { addAnnotator, addItem, isOutgrown, openLive, sweptOf, takeAnswer } from "@/lib/referee/live";
import type { Live } from "@/lib/referee/live-state";
import { type Crowd, readCrowd } from "./commands/crowd-folder";

const DATA = process.env.ASSAY_DATA ?? "../shared/data";
const CROWDS = ["Snow_RTE_text", "S_Dog", "weather-sentiment", "CIFAR10H_512", "SP_sentiment_text"];
const RULES = [
  { start: 2, cap: 5, accept: 0.95 },
  { start: 2, cap: 9, accept: 0.95 },
  { start: 3, cap: 5, accept: 0.9 },
  { start: 3, cap: 9, accept: 0.95 },
];
const DRAWS = 8;

type Answer = Crowd["answers"][number];
type Rule = (typeof RULES)[number];

const names = process.argv.slice(2);
for (const name of names.length > 0 ? names : CROWDS) {
  const crowd = readCrowd(join(DATA, name));
  const all = accuracy(crowd, crowd.answers);
  console.log(`\n${name}: all ${(crowd.answers.length / itemsOf(crowd).size).toFixed(1)} an item, ${all.toFixed(1)} %`);
  for (const rule of RULES) console.log(row(crowd, rule));
}

function row(crowd: Crowd, rule: Rule): string {
  const found = Array.from({ length: DRAWS }, (_, seed) => {
    const asked = dynamic(crowd, rule, dice(seed + 1));
    const even = spread(crowd, asked.length, dice(seed + 101));
    return { mean: asked.length / itemsOf(crowd).size, own: accuracy(crowd, asked), even: accuracy(crowd, even) };
  });
  const mean = (of: (one: (typeof found)[number]) => number) => found.reduce((sum, one) => sum + of(one), 0) / DRAWS;
  const [own, even] = [mean((one) => one.own), mean((one) => one.even)];
  const terms = `${rule.start} to ${rule.cap}, ${rule.accept}`;
  const gain = `${own >= even ? "+" : ""}${(own - even).toFixed(1)}`;
  return `| ${terms} | ${mean((one) => one.mean).toFixed(2)} | ${own.toFixed(1)} | ${even.toFixed(1)} | ${gain} |`;
}

/** The answers that a bounty under the rule takes: each item's recorded ones in random order, open items at random. */
function dynamic(crowd: Crowd, { start, cap, accept }: Rule, roll: () => number): Answer[] {
  const waiting = itemsOf(crowd);
  for (const answers of waiting.values()) shuffle(answers, roll);
  const want = new Map([...waiting].map(([item, answers]) => [item, Math.min(start, answers.length)]));
  const size = new Map<string, number>();
  const taken: Answer[] = [];
  const acceptQ16 = Math.ceil(accept * 65_536);
  let open = [...want].flatMap(([item, n]) => new Array<string>(n).fill(item));
  let desk: ReturnType<typeof openDesk> | undefined;
  const judge = (item: string) => {
    if (!desk) return;
    const [answers, wanted] = [size.get(item) ?? 0, want.get(item) ?? 0];
    const most = Math.min(cap, answers + (waiting.get(item)?.length ?? 0));
    const judged = { isGold: false, answers, want: wanted, ...desk.look(item) };
    if (!judgeItem(judged, { acceptQ16, maxOverlap: most, taking: true }).asks) return;
    want.set(item, wanted + 1);
    open.push(item);
  };
  while (open.length > 0) {
    shuffle(open, roll);
    const round = open;
    open = [];
    for (const item of round) {
      const answer = waiting.get(item)?.pop();
      if (!answer) continue;
      taken.push(answer);
      size.set(item, (size.get(item) ?? 0) + 1);
      desk?.take(answer);
      if (!desk || isOutgrown(desk.live)) desk = openDesk(crowd, taken);
      judge(item);
    }
    desk = openDesk(crowd, taken);
    if (open.length === 0) for (const item of want.keys()) judge(item);
  }
  return taken;
}

/** A sweep over the answers so far, and the live state on top of it, by name. */
function openDesk(crowd: Crowd, taken: readonly Answer[]) {
  const input = votesOf(crowd, taken);
  const live: Live = openLive(input, sweptOf(findConsensus(input)), DEFAULT_TAU);
  const items = new Map(input.itemNames.map((name, id) => [name, id]));
  const annotators = new Map(input.annotatorNames.map((name, id) => [name, id]));
  const idOf = (ids: Map<string, number>, name: string, add: () => number) => {
    const id = ids.get(name) ?? add();
    ids.set(name, id);
    return id;
  };
  return {
    live,
    take: ({ item, worker, label }: Answer) => {
      const t = idOf(items, item, () => addItem(live, -1));
      const w = idOf(annotators, worker, () => addAnnotator(live));
      takeAnswer(live, t, w, crowd.labels.indexOf(label));
    },
    look: (item: string) => {
      const t = items.get(item) ?? -1;
      const posterior = live.posterior.subarray(t * live.classes, (t + 1) * live.classes);
      const best = posterior.reduce((a, b) => Math.max(a, b), 0);
      const tied = posterior.filter((cell) => cell === best).length > 1;
      return { certaintyQ16: live.certainty[t] ?? 0, tied, counted: live.mode === "majority" };
    },
  };
}

/** As many answers spread evenly: each item as many as the next, the odd ones at random. */
function spread(crowd: Crowd, count: number, roll: () => number): Answer[] {
  const items = [...itemsOf(crowd).values()];
  for (const answers of items) shuffle(answers, roll);
  shuffle(items, roll);
  const taken: Answer[] = [];
  for (let round = 0; taken.length < count; round++) {
    for (const answers of items) {
      const answer = answers[round];
      if (answer && taken.length < count) taken.push(answer);
    }
  }
  return taken;
}

/** Share of items with known truth whose label is right, percent, ties split. */
function accuracy(crowd: Crowd, answers: readonly Answer[]): number {
  const votes = votesOf(crowd, answers);
  const { posterior } = findConsensus(votes);
  const truth = new Map(crowd.items.map(({ id, truth }) => [id, truth]));
  let [right, known] = [0, 0];
  votes.itemNames.forEach((name, t) => {
    const expected = truth.get(name);
    if (expected === undefined) return;
    const cells = [...posterior.subarray(t * votes.classes, (t + 1) * votes.classes)];
    const most = Math.max(...cells);
    const best = cells.flatMap((cell, k) => (cell === most ? [crowd.labels[k]] : []));
    known++;
    if (best.includes(expected)) right += 1 / best.length;
  });
  return (100 * right) / known;
}

function votesOf(crowd: Crowd, answers: readonly Answer[]) {
  return canonicalVotes({
    item: answers.map(({ item }) => item),
    annotator: answers.map(({ worker }) => worker),
    label: answers.map(({ label }) => crowd.labels.indexOf(label)),
    classes: crowd.labels.length,
  });
}

function itemsOf({ answers }: Crowd): Map<string, Answer[]> {
  const items = new Map<string, Answer[]>();
  for (const answer of answers) {
    const own = items.get(answer.item);
    if (own) own.push(answer);
    else items.set(answer.item, [answer]);
  }
  return items;
}

function shuffle<T>(list: T[], roll: () => number): void {
  for (let i = list.length - 1; i > 0; i--) {
    const j = Math.floor(roll() * (i + 1));
    [list[i], list[j]] = [list[j] as T, list[i] as T];
  }
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
