import type { BountyNo } from "@/lib/kernel/ids";
import { taskTypeOf } from "@/lib/task-types/registry";
import { hasClasses } from "./categorical";
import type { ConsensusDeps } from "./deps";
import { type LiveBounty, outgrown, takeNews } from "./live-bounty";
import type { SweptBounty } from "./ports";
import type { Sweep } from "./sweep";
import { askTerms } from "./terms";

/** So often another worker may have been faster before this one leaves the rest to it. */
const MOST_TURNS = 5;

export type Applied = "done" | "busy";

/**
 * Applies the answers that nobody has applied yet, one by one, on top of the last sweep: writes what their items amount to
 * now, asks for more where people disagree, and queues a sweep. May be killed anywhere and run by any number of workers:
 * answers stay in the outbox until the transaction that writes what they amount to; a worker that has not seen what
 * another one applied reads the bounty again. `open` makes the state in memory from the rows.
 *
 * What comes in meanwhile waits for the outbox's next pass, a third of a second: a worker that ran after every answer would
 * pay a transaction for a handful each time.
 */
export async function applyAnswers(
  deps: ConsensusDeps,
  bountyNo: BountyNo,
  open: (bounty: SweptBounty, sweep: Sweep) => LiveBounty | undefined,
): Promise<Applied> {
  const { sweeps, live, desk } = deps;
  const bounty = await sweeps.byNo(bountyNo);
  const asks = bounty && takesLive(bounty) ? askTerms(bounty.manifest, bounty.items) : undefined;
  for (let turn = 0; turn < MOST_TURNS; ) {
    const held = bounty && takesLive(bounty) ? await heldBounty(deps, bounty, open) : undefined;
    if (!held) {
      await live.pass(bountyNo);
      return "done";
    }
    try {
      const found = await live.apply(bountyNo, held.applied, asks, (news) => takeNews(held, news));
      if (found === "nothing") return "done";
      if (found === "behind") {
        desk.drop(bountyNo);
        turn += 1;
      } else {
        held.applied = found.applied;
        if (found.drained) return "done";
      }
    } catch (error) {
      desk.drop(bountyNo); // it may hold what was never written
      throw error;
    }
  }
  return "busy";
}

/** Live work is for bounties whose answers are classes, while they are open or have just closed. */
function takesLive({ taskType, state }: SweptBounty): boolean {
  return hasClasses(taskTypeOf(taskType)) && (state === "open" || state === "closed");
}

/** The state in memory, or, where there is none or it has outgrown its sweep, one made from the rows. */
async function heldBounty(
  { sweeps, desk }: ConsensusDeps,
  bounty: SweptBounty,
  open: (bounty: SweptBounty, sweep: Sweep) => LiveBounty | undefined,
): Promise<LiveBounty | undefined> {
  const held = desk.get(bounty.no);
  if (held && !outgrown(held)) return held;
  const fresh = open(bounty, await sweeps.load(bounty.no));
  desk.drop(bounty.no);
  if (fresh) desk.put(bounty.no, fresh);
  return fresh;
}
