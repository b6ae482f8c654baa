// What the dispatch tests let annotators do, and the stage they do it on: one bounty, cleared before each test.
import { afterAll, beforeAll, beforeEach } from "vitest";
import { submit } from "@/lib/annotations/service";
import { claim } from "@/lib/assignments/service";
import type { Caller } from "@/lib/kernel/caller";
import { type Annotator, createWorld, signed, type World } from "./dispatch-world";

export const ITEMS = 30;
export const GOLDS = 5;

export type Drafts = Parameters<typeof signed>[2];

/** Overlap 2, four annotators, leases of a minute. To be called at the top of a test file. */
export function setStage() {
  let world: World;
  beforeAll(async () => {
    world = await createWorld({ items: ITEMS, golds: GOLDS, overlap: 2, annotators: 4, policy: { leaseMs: 60_000 } });
  });
  beforeEach(async () => {
    await world.query("TRUNCATE annotation, submission, assignment, outbox; DELETE FROM enrolment");
    await world.query(`UPDATE item SET taken = 0, want = CASE WHEN item_no < ${ITEMS} THEN 2 ELSE 0 END`);
    await world.query("UPDATE bounty SET state = 'open'");
  });
  afterAll(() => world?.close());
  const who = (no: number): Annotator => {
    const annotator = world.annotators[no];
    if (!annotator) throw new Error(`no annotator ${no}`);
    return annotator;
  };
  return {
    get world() {
      return world;
    },
    who,
    caller: (no: number): Caller & { kind: "account" } => who(no).caller,
    take: (no: number, count: number) => claim(world.deps, who(no).caller, { bountyId: world.bountyId, count }),
    hand: async (no: number, drafts: Drafts) =>
      submit(world.deps, who(no).caller, await signed(world, who(no), drafts)),
    /** Lets every lease run out, without anybody having noticed. */
    lapse: async () => {
      await world.query("UPDATE assignment SET expires_at = now() - interval '1 s' WHERE state = 0");
      await world.query("UPDATE enrolment SET due_at = now() - interval '1 s' WHERE due_at IS NOT NULL");
    },
  };
}

export const outcomes = ({ verdicts }: { readonly verdicts: readonly { readonly outcome: string }[] }) =>
  verdicts.map(({ outcome }) => outcome);
