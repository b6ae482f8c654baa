import type { Crowd } from "./crowd-folder";

/** Share of items with known truth whose exported label is right, in percent with two decimals; null without truth. */
export function accuracyOf(crowd: Crowd, labels: ReadonlyMap<string, string>): number | null {
  let right = 0;
  let known = 0;
  for (const { id, truth } of crowd.items) {
    if (truth === undefined || !labels.has(id)) continue;
    known++;
    if (labels.get(id) === truth) right++;
  }
  return percent(right, known);
}

/** The same for the majority vote of the recorded answers; a tie counts as the share of the tied labels that is right. */
export function majorityAccuracy(crowd: Crowd): number | null {
  const votes = new Map<string, Map<string, number>>();
  for (const { item, label } of crowd.answers) {
    const counts = votes.get(item) ?? new Map<string, number>();
    counts.set(label, (counts.get(label) ?? 0) + 1);
    votes.set(item, counts);
  }
  let right = 0;
  let known = 0;
  for (const { id, truth } of crowd.items) {
    const counts = votes.get(id);
    if (truth === undefined || !counts) continue;
    known++;
    const most = Math.max(...counts.values());
    const best = [...counts].filter(([, count]) => count === most).map(([label]) => label);
    if (best.includes(truth)) right += 1 / best.length;
  }
  return percent(right, known);
}

const percent = (right: number, known: number) => (known === 0 ? null : Math.round((right / known) * 10_000) / 100);
