/** Keeps a mirror of the vault's events equal to the chain, through reorganisations. */
import type { BlockEvents, BlockMark } from "./vault-events";

export type EventSource = {
  readonly deployment: { readonly deployedAtBlock: number };
  blockMark(number: bigint): Promise<BlockMark | null>;
  eventsFrom(fromBlock: bigint): Promise<BlockEvents | null>;
};

/** Where the events are kept. Every write names the block that it stands on, and does nothing when that has changed. */
export type EventMirror = {
  /** The last block read, null at first. */
  tip(): Promise<BlockMark | null>;
  /** Blocks where earlier passes ended below this number, highest first. */
  marksBelow(number: bigint, limit: number): Promise<readonly BlockMark[]>;
  /** Adds what came behind `tip`. False when another worker was faster. */
  append(tip: BlockMark | null, blocks: BlockEvents): Promise<boolean>;
  /** Forgets everything above `ancestor` (everything, when null). False when another worker was faster. */
  rollBack(tip: BlockMark, ancestor: BlockMark | null): Promise<boolean>;
};

export type Followed = { readonly events: number; readonly rolledBackFrom: bigint | null; readonly through: bigint };

const MARKS = 256;

/**
 * One pass: goes back to the last block that the chain still has, then reads on to its head. Killed anywhere, the next
 * pass goes on; two at once do no harm.
 */
export async function followChain(source: EventSource, mirror: EventMirror): Promise<Followed> {
  const first = BigInt(source.deployment.deployedAtBlock);
  let tip = await mirror.tip();
  let rolledBackFrom: bigint | null = null;
  if (tip && !(await stands(source, tip))) {
    rolledBackFrom = tip.number;
    const ancestor = await ancestorOf(source, mirror, tip);
    if (!(await mirror.rollBack(tip, ancestor))) return { events: 0, rolledBackFrom: null, through: tip.number };
    tip = ancestor;
  }
  let events = 0;
  for (;;) {
    const blocks = await source.eventsFrom(tip ? tip.number + 1n : first);
    // A reorganisation between the two looks would be built upon: look at the ground once more.
    if (!blocks || (tip && !(await stands(source, tip))) || !(await mirror.append(tip, blocks))) break;
    events += blocks.events.length;
    tip = blocks.through;
  }
  return { events, rolledBackFrom, through: tip?.number ?? first };
}

async function stands(source: EventSource, { number, hash }: BlockMark): Promise<boolean> {
  return (await source.blockMark(number))?.hash === hash;
}

async function ancestorOf(source: EventSource, mirror: EventMirror, tip: BlockMark): Promise<BlockMark | null> {
  let below = tip.number;
  for (;;) {
    const marks = await mirror.marksBelow(below, MARKS);
    if (marks.length === 0) return null;
    for (const mark of marks) if (await stands(source, mark)) return mark;
    below = marks.at(-1)?.number ?? 0n;
  }
}
