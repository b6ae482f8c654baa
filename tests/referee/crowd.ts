import { existsSync } from "node:fs";
import { join } from "node:path";
import { readCrowd } from "@/bin/commands/crowd-folder";
import { type CanonicalVotes, canonicalVotes, sortVotes } from "@/lib/referee/canonical";

/** Seeded dice for synthetic crowds: uniform in [0, 1). */
export function dice(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

export type CrowdShape = {
  readonly items: number;
  readonly annotators: number;
  readonly classes: number;
  readonly perItem: number;
  readonly seed: number;
  /** Share of right answers of annotator w; the rest is drawn evenly. */
  readonly accuracy?: (w: number) => number;
};

/** A crowd with a known truth: every item answered by `perItem` different annotators. Annotators who never answer are left out. */
export function syntheticCrowd(shape: CrowdShape): CanonicalVotes & { readonly truth: Int32Array } {
  const { items, annotators, classes, perItem, seed, accuracy = (w) => 0.45 + 0.5 * ((w * 7919) % 100) * 0.01 } = shape;
  const roll = dice(seed);
  const truth = Int32Array.from({ length: items }, () => Math.floor(roll() * classes));
  const item: number[] = [];
  const annotator: number[] = [];
  const label: number[] = [];
  for (let t = 0; t < items; t++) {
    const picked = new Set<number>();
    while (picked.size < perItem) picked.add(Math.floor(roll() * annotators));
    for (const w of picked) {
      item.push(t);
      annotator.push(w);
      label.push(roll() < accuracy(w) ? (truth[t] ?? 0) : Math.floor(roll() * classes));
    }
  }
  const present = [...new Set(annotator)].sort((a, b) => a - b);
  const rank = new Map(present.map((w, i) => [w, i]));
  const votes = sortVotes({
    item: Int32Array.from(item),
    annotator: Int32Array.from(annotator, (w) => rank.get(w) ?? 0),
    label: Int32Array.from(label),
    items,
    annotators: present.length,
    classes,
  });
  return { ...votes, truth };
}

export const DATA = process.env.ASSAY_DATA ?? "../shared/data";

/** A real crowd as canonical votes with its truth (-2 where none is known); undefined where the folder is not there. */
export function realCrowd(folder: string): { votes: CanonicalVotes; truth: Int32Array } | undefined {
  const path = join(DATA, folder);
  if (!existsSync(path)) return undefined;
  const { items, answers, labels } = readCrowd(path);
  const classOf = new Map(labels.map((name, k) => [name, k]));
  const votes = canonicalVotes({
    item: answers.map(({ item }) => item),
    annotator: answers.map(({ worker }) => worker),
    label: answers.map(({ label }) => classOf.get(label) ?? -1),
    classes: labels.length,
  });
  const truthOf = new Map(items.map(({ id, truth }) => [id, truth]));
  const truth = Int32Array.from(votes.itemNames, (name) => {
    const label = truthOf.get(name);
    return label === undefined ? -2 : (classOf.get(label) ?? -1);
  });
  return { votes, truth };
}

/** Share of items whose best class is the truth; a tie among n best counts 1/n. Items without truth (-2) are left out. */
export function accuracyOf(posterior: Int32Array, classes: number, truth: Int32Array): number {
  let right = 0;
  let known = 0;
  truth.forEach((k, t) => {
    if (k === -2) return;
    known++;
    const row = posterior.subarray(t * classes, (t + 1) * classes);
    const best = Math.max(...row);
    const tied = row.filter((q) => q === best).length;
    if (row[k] === best) right += 1 / tied;
  });
  return right / known;
}
