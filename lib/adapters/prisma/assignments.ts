/** Handing out work, in PostgreSQL: the functions of the dispatch migration, and what a claim needs to know besides. */
import { z } from "zod";
import { ASSIGNMENT_STATES, NO_TALLY, RELEASE_REASONS } from "@/lib/assignments/assignment";
import { DispatchPolicy } from "@/lib/assignments/dispatch-policy";
import type { AssignmentStore, BountyGate, NewestModel, WorkedBounty } from "@/lib/assignments/ports";
import { REMARK_KINDS } from "@/lib/assignments/remark-reasons";
import { Manifest } from "@/lib/bounties/manifest";
import type { BountyId, BountyNo, Bytes32, ItemNo, Sha256 } from "@/lib/kernel/ids";
import { remembering } from "../short-memory";
import { one, prismaClaims } from "./claims";
import { type Db, IMPORTED_MODEL } from "./client";
import type { KeptPayloads } from "./item-payloads";
import type { Pool } from "./pool";

/** `pool` is the one beneath `db`; what is claimed leaves its contents with `payloads`. */
export function prismaAssignments(db: Db, pool: Pool, payloads: KeptPayloads): AssignmentStore {
  const claims = prismaClaims(pool, payloads);
  return {
    claim: async (bountyNo, accountNo, draw) =>
      claims.patiently(bountyNo, accountNo, draw, await claims.once(bountyNo, accountNo, draw)),
    release: async (bountyNo, accountNo, items, reason) => {
      const state = ASSIGNMENT_STATES.indexOf(RELEASE_REASONS[reason]);
      const rows = await db.$queryRaw<{ released: number }[]>`
        SELECT dispatch_release(${bountyNo}, ${accountNo}, ${items}::int[], ${state}::int) AS released`;
      return one(rows).released;
    },
    remark: async (bountyNo, accountNo, items, { kind, reason, words }) => {
      await db.$executeRaw`
        INSERT INTO remark (bounty_no, annotator_no, item_no, kind, reason, words)
        SELECT ${bountyNo}, ${accountNo}, n, ${REMARK_KINDS.indexOf(kind)}::int, ${reason}, ${words}
        FROM unnest(${items}::int[]) n
        ON CONFLICT (bounty_no, item_no, annotator_no, kind) DO UPDATE
        SET reason = excluded.reason, words = excluded.words, created_at = now()`;
    },
    extend: async (bountyNo, accountNo, leaseMs, capMs) => {
      const rows = await db.$queryRaw<{ held: number }[]>`
        SELECT dispatch_extend(${bountyNo}, ${accountNo}, ${leaseMs}::int, ${capMs}::int) AS held`;
      return one(rows).held;
    },
    expire: async (most) => {
      const rows = await db.$queryRaw<{ visited: number; expired: number }[]>`
        SELECT * FROM dispatch_expire(${most}::int)`;
      return one(rows);
    },
    setOverlap: async (bountyNo, wants) => {
      const rows = await db.$queryRaw<{ item_no: number; want: number }[]>`
        SELECT * FROM dispatch_overlap(${bountyNo}, ${[...wants.keys()]}::int[], ${[...wants.values()]}::int[])`;
      return new Map(rows.map(({ item_no, want }) => [item_no as ItemNo, want]));
    },
    tally: async (bountyNo, annotatorNo) => {
      const row = await db.enrolment.findUnique({
        where: { bountyNo_annotatorNo: { bountyNo, annotatorNo } },
        select: { answered: true, skipped: true, held: true, issued: true },
      });
      return row ? { ...row, held: row.held.length } : NO_TALLY;
    },
    medianLeadMs: remembering((bountyNo: BountyNo) => medianLeadMs(db, bountyNo), { forMs: 60_000, most: 1_000 }),
  };
}

/** The median of the first 500 answers in the order of items, which is a random one. */
async function medianLeadMs(db: Db, bountyNo: BountyNo): Promise<number | undefined> {
  const rows = await db.$queryRaw<{ median: number | null }[]>`
    SELECT percentile_disc(0.5) WITHIN GROUP (ORDER BY lead_ms) AS median
    FROM (SELECT lead_ms FROM annotation WHERE bounty_no = ${bountyNo} ORDER BY item_no LIMIT 500) AS sample`;
  return rows[0]?.median ?? undefined;
}

/** What work needs to know of the frozen terms. */
const { itemCount, goldCount, policy, priceUnits, deadlineS, betaQ16 } = Manifest.shape;
const Terms = z.object({ itemCount, goldCount, policy, priceUnits, deadlineS, betaQ16 });

/** An open bounty is remembered for a second: whoever closes it fences the store, and a lease too many harms nobody. */
export function prismaBountyGate(db: Db): BountyGate {
  const load = remembering((id: string) => workedBounty(db, id), {
    forMs: 1_000,
    most: 1_000,
    keep: (bounty) => bounty?.state === "open",
  });
  return { byId: load };
}

async function workedBounty(db: Db, id: string): Promise<WorkedBounty | undefined> {
  const row = await db.bounty.findUnique({
    where: { id },
    select: {
      ...{ no: true, id: true, state: true, taskType: true, config: true, manifest: true, manifestHash: true },
      ...{ visibility: true, guests: true },
    },
  });
  if (!row || row.state === "draft" || row.manifestHash === null) return undefined;
  const terms = Terms.parse(row.manifest);
  return {
    no: row.no as BountyNo,
    id: row.id as BountyId,
    state: row.state,
    deadlineMs: terms.deadlineS === 0 ? null : terms.deadlineS * 1000,
    taskType: row.taskType,
    config: row.config,
    guests: row.visibility === "private" ? row.guests : undefined,
    manifestHash: row.manifestHash as Bytes32,
    policy: DispatchPolicy.parse(terms.policy),
    priceUnits: BigInt(terms.priceUnits),
    betaQ16: terms.betaQ16,
    itemCount: terms.itemCount - terms.goldCount,
    goldCount: terms.goldCount,
  };
}

const ModelRow = z.object({ sha256: z.string(), kind: z.enum(["text", "image"]) });

/** The first model reaches whoever asks next; a newer one within five seconds. */
export function prismaNewestModel(db: Db): NewestModel {
  const newest = async (bountyNo: BountyNo) => {
    const select = { sha256: true, kind: true } as const;
    const row = await db.modelVersion.findFirst({
      where: { bountyNo, kind: { not: IMPORTED_MODEL } },
      orderBy: { no: "desc" },
      select,
    });
    if (!row) return null;
    const { sha256, kind } = ModelRow.parse(row);
    return { sha256: sha256 as Sha256, kind };
  };
  return { of: remembering(newest, { forMs: 5_000, most: 1_000, keep: (model) => model !== null }) };
}
