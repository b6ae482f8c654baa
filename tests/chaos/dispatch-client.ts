// One client of the dispatch chaos: it claims, submits, exchanges, and does everything a client should not.
import { createHash } from "node:crypto";
import type { Dice } from "./dice";
import { type Line, openLine } from "./line";

export const BOUNTY = 1;
const LEASE_MS = 1_000;
const CAP_MS = 3_000;

export type Sent = { readonly item: number; readonly key: string };

/** What all clients of a run share. */
export type Arena = {
  readonly url: string;
  readonly items: number;
  readonly golds: number;
  readonly annotators: number;
  /** Millisecond of the clock when clients go home. */
  until: number;
  wild: boolean;
  /** Whether more answers are still asked for. */
  raising: boolean;
  /** Outcomes and errors, and how often they came. */
  readonly seen: Map<string, number>;
  /** What the server acknowledged, by "annotator:item". */
  readonly journal: Map<string, Sent>;
  /** Every answer ever sent, by key: what is stored must be one of them. */
  readonly attempts: Map<string, Sent>;
};

export const note = ({ seen }: Arena, event: string, n = 1) => seen.set(event, (seen.get(event) ?? 0) + n);
export const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

const CLAIM = "SELECT * FROM dispatch_claim($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)";
const SUBMIT = "SELECT * FROM dispatch_submit($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)";
const EXCHANGE =
  "SELECT * FROM dispatch_exchange($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19)";

type ClaimRow = { outcome: string; items: number[] | null };
type SubmitRow = { outcomes: string[] };
const ACKNOWLEDGED = ["counted", "late", "spare", "gold", "late gold", "again"];

/** Works until the arena closes. Several clients are the same person, on purpose. */
export async function runClient(arena: Arena, dice: Dice): Promise<void> {
  const line = openLine(arena.url, (event) => note(arena, event));
  let carried: { readonly annotator: number; readonly items: readonly number[] } | undefined;
  while (Date.now() < arena.until) {
    const annotator: number = carried?.annotator ?? 1 + dice.roll(arena.annotators);
    const got: readonly number[] = carried?.items ?? (await claimSome(arena, dice, line, annotator));
    carried = undefined;
    if (got.length === 0) {
      await idle(arena, dice, line);
      continue;
    }
    const kept = arena.wild ? await misbehave(arena, dice, line, annotator, got) : got;
    const batch = kept.map((item) => ({ item, key: dice.uuid() }));
    if (batch.length === 0) continue;
    const cut = arena.wild && dice.chance(0.06) ? setTimeout(() => line.cut(), dice.roll(12)) : undefined;
    if (arena.wild && dice.chance(0.23)) await sendTwice(arena, dice, line, annotator, batch);
    else if (dice.chance(0.4)) carried = await exchange(arena, dice, line, annotator, batch);
    else await send(arena, dice, line, annotator, batch);
    clearTimeout(cut);
    if (arena.wild && dice.chance(0.05)) {
      const nonsense = { item: arena.items + arena.golds + 5, key: dice.uuid() };
      await send(arena, dice, line, annotator, [...batch, nonsense, ...batch.slice(0, 1)]);
    }
  }
  await line.end();
}

/** The arguments of a claim after bounty and annotator. */
function draw({ items, golds }: Arena, dice: Dice, wanted: number): unknown[] {
  return [wanted, dice.roll(items), LEASE_MS, dice.roll(golds), golds, 1_000, 400, 50, dice.roll(2 ** 31)];
}

async function claimSome(arena: Arena, dice: Dice, line: Line, annotator: number): Promise<number[]> {
  const claim = (on: Line, n: number) =>
    on.query<ClaimRow>("claim", CLAIM, [BOUNTY, annotator, ...draw(arena, dice, n)]);
  const cut = arena.wild && dice.chance(0.04) ? setTimeout(() => line.cut(), dice.roll(12)) : undefined;
  const twice = arena.wild && dice.chance(0.2);
  const replies = await withSecond(arena, twice, (second) =>
    Promise.all([claim(line, 1 + dice.roll(10)), ...(second ? [claim(second, 5)] : [])]),
  );
  clearTimeout(cut);
  const items = replies.flatMap((rows) => {
    if (!rows) return [];
    note(arena, `claim ${rows[0]?.outcome}`);
    return rows[0]?.items ?? [];
  });
  if (new Set(items).size !== items.length) throw new Error("the same item in two leases of one annotator");
  note(arena, "leased", items.length);
  return items;
}

/** A second connection of the same person, for a moment. */
async function withSecond<T>(arena: Arena, wanted: boolean, work: (second?: Line) => Promise<T>): Promise<T> {
  if (!wanted) return work();
  const second = openLine(arena.url, (event) => note(arena, event));
  try {
    return await work(second);
  } finally {
    await second.end();
  }
}

async function idle(arena: Arena, dice: Dice, line: Line): Promise<void> {
  if (arena.wild) await moveOverlaps(arena, dice, line, 4);
  await pause(20 + dice.roll(130));
}

async function moveOverlaps(arena: Arena, dice: Dice, line: Line, n: number): Promise<void> {
  const items = Array.from({ length: n }, () => dice.roll(arena.items));
  const wants = items.map(() => 1 + dice.roll(5));
  await line.query("overlap", "SELECT * FROM dispatch_overlap($1, $2, $3)", [BOUNTY, items, wants]);
  note(arena, "overlap moved", n);
}

/** Walks away, is late, extends, gives back, moves overlaps; answers what is left to hand in. */
async function misbehave(
  arena: Arena,
  dice: Dice,
  line: Line,
  annotator: number,
  got: readonly number[],
): Promise<readonly number[]> {
  if (dice.chance(0.04)) return [];
  if (dice.chance(0.08)) await pause(LEASE_MS * 0.8 + dice.roll(LEASE_MS));
  if (dice.chance(0.05)) {
    await line.query("extend", "SELECT dispatch_extend($1, $2, $3, $4)", [BOUNTY, annotator, LEASE_MS, CAP_MS]);
  }
  if (dice.chance(0.03)) await moveOverlaps(arena, dice, line, got.length);
  if (!dice.chance(0.05)) return got;
  const back = [BOUNTY, annotator, got.slice(-1), dice.chance(0.5) ? 3 : 4];
  const rows = await line.query<{ released: number }>(
    "release",
    "SELECT dispatch_release($1, $2, $3, $4) AS released",
    back,
  );
  note(arena, "released", rows?.[0]?.released ?? 0);
  return got.slice(0, -1);
}

/** The arguments of a submit after bounty and annotator. A digest here is the SHA-256 of the key, so that a count can compare them. */
function handIn(arena: Arena, batch: readonly Sent[]): unknown[] {
  for (const sent of batch) arena.attempts.set(sent.key, sent);
  const digests = batch.map(({ key }) => createHash("sha256").update(key).digest());
  return [
    batch.map(({ item }) => item),
    batch.map(({ key }) => key),
    batch.map(({ key }) => JSON.stringify({ v: 1, k: key })),
    batch.map(() => null),
    batch.map(() => 1_234),
    "5".repeat(64),
    Buffer.concat(digests),
    Buffer.alloc(64),
  ];
}

function acknowledge(arena: Arena, annotator: number, batch: readonly Sent[], outcomes: readonly string[]): void {
  if (outcomes.length !== batch.length) throw new Error(`${outcomes.length} verdicts for ${batch.length} answers`);
  outcomes.forEach((outcome, i) => {
    note(arena, `submit ${outcome}`);
    const mine = batch[i];
    if (!mine || !ACKNOWLEDGED.includes(outcome)) return;
    const id = `${annotator}:${mine.item}`;
    const before = arena.journal.get(id);
    if (before && before.key !== mine.key) throw new Error(`two keys acknowledged for ${id}`);
    arena.journal.set(id, mine);
  });
}

/** Sends until it is told what became of it; some never come back. */
async function send(arena: Arena, dice: Dice, line: Line, annotator: number, batch: readonly Sent[]): Promise<void> {
  const values = [BOUNTY, annotator, ...handIn(arena, batch)];
  for (let turn = 0; turn < 50; turn++) {
    const rows = await line.query<SubmitRow>("submit", SUBMIT, values);
    if (rows) return acknowledge(arena, annotator, batch, rows[0]?.outcomes ?? []);
    if (dice.chance(0.15)) return;
    await pause(dice.roll(20));
  }
}

/** A double click, or the same answers under second keys in another order, at once. */
async function sendTwice(
  arena: Arena,
  dice: Dice,
  line: Line,
  annotator: number,
  batch: readonly Sent[],
): Promise<void> {
  const other = dice.chance(0.65) ? batch : batch.map(({ item }) => ({ item, key: dice.uuid() })).reverse();
  await withSecond(arena, true, (second) =>
    Promise.all([
      send(arena, dice, line, annotator, batch),
      ...(second ? [send(arena, dice, second, annotator, other)] : []),
    ]),
  );
}

async function exchange(arena: Arena, dice: Dice, line: Line, annotator: number, batch: readonly Sent[]) {
  const values = [BOUNTY, annotator, ...handIn(arena, batch), ...draw(arena, dice, 1 + dice.roll(10))];
  const rows = await line.query<SubmitRow & ClaimRow>("exchange", EXCHANGE, values);
  const row = rows?.[0];
  if (!row) {
    await send(arena, dice, line, annotator, batch); // nobody knows whether it arrived
    return undefined;
  }
  acknowledge(arena, annotator, batch, row.outcomes);
  note(arena, `exchange ${row.outcome}`);
  note(arena, "leased", row.items?.length ?? 0);
  return row.items === null ? undefined : { annotator, items: row.items };
}
