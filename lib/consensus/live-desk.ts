import type { BountyNo } from "@/lib/kernel/ids";
import type { LiveBounty } from "./live-bounty";

/** Live states that this process holds. Nothing in it is the only copy: what is missing is read again. */
export type LiveDesk = {
  get(no: BountyNo): LiveBounty | undefined;
  /** Keeps it, unless one is held that has more answers applied. */
  put(no: BountyNo, bounty: LiveBounty): void;
  drop(no: BountyNo): void;
};

/** A desk with room for so many answers in all; whoever was used longest ago makes room. The last one put always stays. */
export function liveDesk(roomForAnswers = 8_000_000): LiveDesk {
  const held = new Map<BountyNo, LiveBounty>();
  const total = () => [...held.values()].reduce((sum, { live }) => sum + live.answers, 0);
  const use = (no: BountyNo, bounty: LiveBounty) => {
    held.delete(no);
    held.set(no, bounty);
  };
  return {
    get: (no) => {
      const bounty = held.get(no);
      if (bounty) use(no, bounty);
      return bounty;
    },
    put: (no, bounty) => {
      const before = held.get(no);
      use(no, before && before.applied > bounty.applied ? before : bounty);
      for (const oldest of held.keys()) {
        if (oldest === no || total() <= roomForAnswers) break;
        held.delete(oldest);
      }
    },
    drop: (no) => {
      held.delete(no);
    },
  };
}
