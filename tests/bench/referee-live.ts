import { sortVotes } from "@/lib/referee/canonical";
import { findConsensus } from "@/lib/referee/consensus";
import { DEFAULT_TAU } from "@/lib/referee/constants";
import type { Votes } from "@/lib/referee/input";
import { openLive, sweptOf, takeAnswer } from "@/lib/referee/live";
import { dice } from "../referee/crowd";

/** Microseconds of CPU an answer that the specification allows the incremental update. */
const ASKED_US = 3;

/** The second half of a crowd's answers, in random order, one by one on top of a sweep over the first half: CPU an answer. */
export function benchLive(crowd: Votes) {
  const { swept, fed } = halves(crowd);
  const consensus = findConsensus(swept);
  let us = Number.POSITIVE_INFINITY;
  for (let run = 0; run < 3; run++) {
    const live = openLive(swept, sweptOf(consensus), DEFAULT_TAU);
    const before = process.cpuUsage();
    for (let i = 0; i < fed.item.length; i++) {
      takeAnswer(live, fed.item[i] as number, fed.annotator[i] as number, fed.label[i] as number);
    }
    const { user, system } = process.cpuUsage(before);
    us = Math.min(us, (user + system) / fed.item.length);
  }
  const round = (n: number) => Math.round(100 * n) / 100;
  const what = `an answer taken live, up to ${crowd.item.length} answers, CPU`;
  return { what, value: round(us), unit: "µs", peer: ASKED_US, ratio: round(us / ASKED_US) };
}

/** Two halves with the same ids: the first holds at least one answer of every item and annotator. */
function halves({ item, annotator, label, items, annotators, classes }: Votes): { swept: Votes; fed: Votes } {
  const roll = dice(9);
  const order = Int32Array.from(item, (_, i) => i);
  for (let i = order.length - 1; i > 0; i--) {
    const j = Math.floor(roll() * (i + 1));
    [order[i], order[j]] = [order[j] as number, order[i] as number];
  }
  const met = { item: new Uint8Array(items), annotator: new Uint8Array(annotators) };
  const first: number[] = [];
  const second: number[] = [];
  for (const i of order) {
    const [t, w] = [item[i] as number, annotator[i] as number];
    const isNew = met.item[t] === 0 || met.annotator[w] === 0;
    met.item[t] = met.annotator[w] = 1;
    (isNew || first.length < order.length / 2 ? first : second).push(i);
  }
  const part = (positions: readonly number[]): Votes => ({
    item: Int32Array.from(positions, (i) => item[i] as number),
    annotator: Int32Array.from(positions, (i) => annotator[i] as number),
    label: Int32Array.from(positions, (i) => label[i] as number),
    ...{ items, annotators, classes },
  });
  return { swept: sortVotes(part(first)), fed: part(second) };
}
