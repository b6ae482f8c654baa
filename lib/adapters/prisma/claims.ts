/** Claims, as the functions of the dispatch migrations take and answer them. */
import type { Tally } from "@/lib/assignments/assignment";
import type { Draw } from "@/lib/assignments/draw";
import type { Claimed } from "@/lib/assignments/ports";
import type { AccountNo, BountyNo, ItemNo } from "@/lib/kernel/ids";
import type { ContentsSql, KeptPayloads } from "./item-payloads";
import { type Pool, run } from "./pool";

const CLAIM = {
  name: "claim",
  text: `SELECT d.*, item_contents($1, d.items) AS contents
    FROM dispatch_claim($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) d`,
};

const WAIT = { name: "wait", text: "SELECT dispatch_wait($1, $2) AS waited" };

/** How often a claim is made again after it has waited for another's; each time somebody else was quicker. */
const MOST_WAITS = 5;

/** What is claimed leaves its contents with `payloads`. */
export function prismaClaims(pool: Pool, payloads: KeptPayloads) {
  const once = async (bountyNo: BountyNo, accountNo: AccountNo, draw: Draw): Promise<Claimed> => {
    const row = one(await run<ClaimSql>(pool, CLAIM, [bountyNo, accountNo, ...drawValues(draw)]));
    payloads.keep(bountyNo, row.contents);
    return claimedOf(row);
  };
  return {
    /** One transaction. Passes over items that others hold in transactions of their own: "none left" may be one of a moment. */
    once,
    /** The claim made again while it came back empty for that reason alone: "none left" is then meant. Not within a transaction. */
    patiently: async (bountyNo: BountyNo, accountNo: AccountNo, draw: Draw, first: Claimed): Promise<Claimed> => {
      let claimed = first;
      for (let waits = 0; claimed.outcome === "none-left" && waits < MOST_WAITS; waits++) {
        const { waited } = one(await run<{ waited: boolean }>(pool, WAIT, [bountyNo, accountNo]));
        if (!waited) break;
        claimed = await once(bountyNo, accountNo, draw);
      }
      return claimed;
    },
  };
}

/** The arguments of dispatch_claim and dispatch_exchange that a draw makes. */
export function drawValues({ wanted, startAt, leaseMs, goldStart, gold, seed }: Draw): readonly unknown[] {
  return [wanted, startAt, leaseMs, goldStart, gold.count, gold.firstBps, gold.laterBps, gold.earlyAnswers, seed];
}

export type ClaimSql = {
  readonly outcome: "ok" | "full" | "paused" | "closed";
  readonly items: readonly number[] | null;
  readonly expires_at: Date | null;
  readonly tally: readonly number[];
  readonly contents: ContentsSql;
};

export const claimedOf = ({ outcome, items, expires_at, tally }: ClaimSql): Claimed => ({
  outcome: outcome === "ok" && items === null ? "none-left" : outcome,
  items: (items ?? []) as readonly ItemNo[],
  expiresAtMs: items === null ? null : (expires_at?.getTime() ?? null),
  tally: tallyOf(tally),
});

/** Counters as the functions return them; null when nobody is enrolled. */
export function tallyOf(counters: readonly number[] | null): Tally {
  const [answered = 0, skipped = 0, held = 0, issued = 0] = counters ?? [];
  return { answered, skipped, held, issued };
}

/** The one row of a function's answer. */
export function one<Row>(rows: readonly Row[]): Row {
  const [row] = rows;
  if (row === undefined) throw new Error("a dispatch function returned no row");
  return row;
}
