/** The market in PostgreSQL: which bounties a list shows, in which order, and what they come to. A page costs what the list is long, not what it holds. */
import type { BountyCounts } from "@/lib/bounties/bounty-view";
import { kindOf, type MarketQuery, type Progress } from "@/lib/bounties/market";
import { AppError } from "@/lib/kernel/errors";
import type { AccountNo, BountyNo } from "@/lib/kernel/ids";
import { progressesOf } from "./bounty-progress";
import type { Db } from "./client";
import { Prisma } from "./generated/client";

type Group = {
  task_type: string;
  shows: string | null;
  bounties: number;
  left: bigint;
  locked: string;
  sample: unknown;
};

export type MarketPage = {
  readonly found: readonly { readonly no: BountyNo; readonly progress: Progress }[];
  readonly next: string | null;
  readonly counts: BountyCounts;
};

/** A page of the bounties of a state that hold the words, and the counts of all of them. */
export async function marketPage(db: Db, query: MarketQuery, caller: AccountNo | undefined): Promise<MarketPage> {
  const scope = scopeOf(query, caller);
  const groups = await db.$queryRaw<Group[]>`
    SELECT g.*, s.payload AS sample FROM (
      SELECT b.task_type, sample.shows, count(*)::int AS bounties, min(b.no) AS one, sum(${LEFT})::bigint AS left,
        sum(b.escrow_units)::text AS locked
      FROM bounty b ${ANSWERS} ${SAMPLE} WHERE ${scope} GROUP BY 1, 2) g
    LEFT JOIN LATERAL (SELECT payload FROM item_content WHERE bounty_no = g.one ORDER BY hash LIMIT 1) s ON true`;
  const named = groups.map((group) => ({ ...group, kind: kindOf(group.task_type, group.sample ?? undefined) }));
  const only = query.kind === undefined ? undefined : named.filter(({ kind }) => kind === query.kind);
  const { nos, next } = only?.length === 0 ? { nos: [], next: null } : await pageOf(db, query, scope, only);
  const progresses = await progressesOf(db, nos, caller);
  const found = nos.flatMap((no) => {
    const progress = progresses.get(no);
    return progress ? [{ no, progress }] : [];
  });
  return { found, next, counts: countsOf(named) };
}

function countsOf(groups: readonly (Group & { readonly kind: string | null })[]): BountyCounts {
  const byKind: Record<string, number> = {};
  for (const { kind, bounties } of groups) if (kind) byKind[kind] = (byKind[kind] ?? 0) + bounties;
  return {
    total: groups.reduce((sum, { bounties }) => sum + bounties, 0),
    byKind,
    answersLeft: groups.reduce((sum, { left }) => sum + Number(left), 0),
    lockedUnits: groups.reduce((sum, { locked }) => sum + BigInt(locked), 0n).toString(),
  };
}

/** The page behind the bounty `after`: as `ORDER` in lib/bounties/market.ts has it. */
async function pageOf(db: Db, query: MarketQuery, scope: Prisma.Sql, only: readonly Group[] | undefined) {
  const { after, limit, sort } = query;
  const kinds = only
    ? Prisma.sql`AND (b.task_type, coalesce(sample.shows, '')) IN (${Prisma.join(
        only.map(({ task_type, shows }) => Prisma.sql`(${task_type}, ${shows ?? ""})`),
      )})`
    : Prisma.empty;
  const rows = await db.$queryRaw<{ no: bigint; id: string; after: bigint | null }[]>`
    WITH ranked AS MATERIALIZED (
      SELECT b.no, b.id, row_number() OVER (
        ORDER BY ${KEYS[sort]} DESC NULLS LAST, floor(extract(epoch FROM b.opened_at)) DESC NULLS FIRST, b.id COLLATE "C") AS pos
      FROM bounty b ${sort === "left" ? ANSWERS : Prisma.empty} ${sort === "pay" ? PACE : Prisma.empty}
        ${only ? SAMPLE : Prisma.empty}
      WHERE ${scope} ${kinds}),
    behind AS (SELECT (SELECT pos FROM ranked WHERE id = ${after}) AS pos)
    SELECT ranked.no, ranked.id, behind.pos AS after FROM behind LEFT JOIN ranked
      ON ranked.pos > coalesce(behind.pos, 0)
    ORDER BY ranked.pos LIMIT ${limit + 1}`;
  if (after !== "" && rows[0]?.after == null) {
    throw new AppError("invalid_input", `after: "${after}" is not in this list any more.`);
  }
  const page = rows.filter(({ no }) => no !== null).slice(0, limit);
  return {
    nos: page.map(({ no }) => no as BountyNo),
    next: rows.length > limit ? (page.at(-1)?.id ?? null) : null,
  };
}

function scopeOf({ state, q }: Pick<MarketQuery, "state" | "q">, caller: AccountNo | undefined): Prisma.Sql {
  const own = Prisma.sql`b.owner_no = ${caller ?? -1n}`;
  const isEarly = state === "draft" || state === "published";
  const scope =
    state === "mine" ? own : Prisma.sql`b.state = ${state} AND (${!isEarly} OR ${own}) AND ${shownTo(caller)}`;
  return q ? Prisma.sql`${scope} AND (b.title ILIKE ${like(q)} OR b.guidelines ILIKE ${like(q)})` : scope;
}

/** Sight (lib/bounties/sight.ts) in SQL: public, or private with this account its owner or its guest. */
const shownTo = (caller: AccountNo | undefined) => Prisma.sql`(b.visibility = 'public' OR b.owner_no = ${caller ?? -1n}
  OR (SELECT address FROM account WHERE no = ${caller ?? -1n}) = ANY(b.guests))`;

const ANSWERS = Prisma.sql`
  LEFT JOIN LATERAL (SELECT sum(counted) AS counted FROM enrolment WHERE bounty_no = b.no) e ON true
  LEFT JOIN live_state l ON l.bounty_no = b.no`;
const LEFT = Prisma.sql`greatest(0, b.item_count * coalesce((b.policy ->> 'overlap')::int, 3)
  + coalesce(l.granted, 0) - coalesce(e.counted, 0))`;
const PACE = Prisma.sql`
  LEFT JOIN LATERAL (
    SELECT percentile_disc(0.5) WITHIN GROUP (ORDER BY lead_ms) AS lead_ms
    FROM (SELECT lead_ms FROM annotation WHERE bounty_no = b.no ORDER BY item_no LIMIT 500) AS answered) pace ON true`;
/** What kind of thing its items show, by one of them. */
const SAMPLE = Prisma.sql`
  LEFT JOIN LATERAL (
    SELECT payload ->> 'kind' AS shows FROM item_content WHERE bounty_no = b.no ORDER BY hash LIMIT 1) sample ON true`;

const KEYS: Readonly<Record<MarketQuery["sort"], Prisma.Sql>> = {
  pay: Prisma.sql`coalesce(div(b.price_units * 3600000, nullif(pace.lead_ms, 0)), 0)`,
  price: Prisma.sql`b.price_units`,
  left: LEFT,
  closing: Prisma.sql`-floor(extract(epoch FROM b.deadline))`,
  new: Prisma.sql`0`,
};

const like = (words: string) => `%${words.replace(/[\\%_]/g, "\\$&")}%`;
