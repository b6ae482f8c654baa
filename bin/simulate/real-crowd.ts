import { existsSync } from "node:fs";
import { join } from "node:path";
import { canonicalVotes } from "@/lib/referee/canonical";
import { readCrowd } from "../commands/crowd-folder";
import type { RealCrowd } from "./scenario";

/** A crowd folder as votes and truth; undefined where it is not there. A true label that nobody voted counts as unknown. */
export function realCrowdIn(data: string, name: string): RealCrowd | undefined {
  const folder = join(data, name);
  if (!existsSync(folder)) return undefined;
  const { items, answers, labels } = readCrowd(folder);
  const classOf = new Map(labels.map((label, k) => [label, k]));
  const votes = canonicalVotes({
    item: answers.map(({ item }) => item),
    annotator: answers.map(({ worker }) => worker),
    label: answers.map(({ label }) => classOf.get(label) ?? -1),
    classes: labels.length,
  });
  const truthOf = new Map(items.map(({ id, truth }) => [id, truth]));
  const truth = Int32Array.from(votes.itemNames, (item) => classOf.get(truthOf.get(item) ?? "") ?? -1);
  return { name, votes, truth };
}
