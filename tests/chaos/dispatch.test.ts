// The brutal check of dispatch. Clients claim, submit, exchange, submit twice at once, under second keys, late, extend, skip,
// return, move overlaps, race themselves, and have their connections cut from both sides; leases live one second; three
// sweepers run, and three raisers ask for more answers to full items. Then everybody finishes, and every promise is counted.
// CHAOS_SECONDS: length of the wild part (60); CHAOS_SEED: the dice (printed).
import pg from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createDatabase, type TestDatabase } from "../adapters/database";
import { dice } from "./dice";
import { type Arena, BOUNTY, note, pause, runClient } from "./dispatch-client";
import { MUST_BE_ZERO } from "./dispatch-counts";
import { openLine } from "./line";
import { POOL, raiser } from "./raiser";

const SECONDS = Number(process.env.CHAOS_SECONDS ?? 60);
const SEED = Number(process.env.CHAOS_SEED ?? Date.now() % 1_000_000_007);
const CLIENTS = 64;
/** Leases at a time; few, so that it is reached. */
const ROOM = 12;
const FINISH_WITHIN_MS = 180_000;

let database: TestDatabase;
let admin: pg.Client;

beforeAll(async () => {
  database = await createDatabase();
  admin = new pg.Client(database.url);
  await admin.connect();
});
afterAll(async () => {
  await admin?.end();
  await database?.drop();
});

test(
  "every promise of dispatch holds under chaos",
  async () => {
    console.log(`dispatch chaos: ${SECONDS} s, CHAOS_SEED=${SEED}`);
    const arena = await createArena();
    await wildPart(arena);
    console.log("wild part:", Object.fromEntries([...arena.seen].sort()));
    await finish(arena);
    expect(await brokenPromises(arena)).toEqual({});
    const [row] = await rows<{ answers: number }>("SELECT count(*)::int AS answers FROM annotation");
    console.log(`answers ${row?.answers}, acknowledged ${arena.journal.size}, sent ${arena.attempts.size}`);
    expect(row?.answers).toBeGreaterThan(100 * SECONDS);
    expect(arena.seen.get("backends killed")).toBeGreaterThan(0);
    expect(arena.seen.get("raised")).toBeGreaterThan(POOL / 10);
  },
  SECONDS * 1_000 + FINISH_WITHIN_MS + 60_000,
);

async function createArena(): Promise<Arena> {
  const items = Math.min(12_000, Math.max(1_000, 100 * SECONDS));
  const [golds, annotators, overlap] = [40, 60, 3];
  await admin.query(`
    ALTER TABLE enrolment ALTER room SET DEFAULT ${ROOM};
    ALTER TABLE enrolment ADD COLUMN most_held int NOT NULL DEFAULT 0;
    CREATE FUNCTION keep_most_held() RETURNS trigger LANGUAGE plpgsql AS
      'BEGIN NEW.most_held := greatest(OLD.most_held, cardinality(NEW.held)); RETURN NEW; END';
    CREATE TRIGGER most_held BEFORE UPDATE ON enrolment FOR EACH ROW EXECUTE FUNCTION keep_most_held();
    INSERT INTO account (no, address) SELECT g, '0x' || lpad(to_hex(g), 40, '0') FROM generate_series(1, ${annotators}) g;
    INSERT INTO bounty (no, id, owner_no, state, title, task_type, task_version, config, policy, secret)
      VALUES (${BOUNTY}, 'bty_chaos', 1, 'open', 'chaos', 'choice', 1, '{}', '{}', '');
    INSERT INTO item (bounty_no, item_no, want) SELECT ${BOUNTY}, g, ${overlap} FROM generate_series(0, ${items - 1}) g;
    INSERT INTO item (bounty_no, item_no, want) SELECT ${BOUNTY}, ${items} + g, 0 FROM generate_series(0, ${golds - 1}) g;
    INSERT INTO gold SELECT ${BOUNTY}, g, ${items} + g FROM generate_series(0, ${golds - 1}) g;`);
  const shared = { url: database.url, items, golds, annotators };
  return { ...shared, until: 0, wild: true, raising: true, seen: new Map(), journal: new Map(), attempts: new Map() };
}

async function wildPart(arena: Arena): Promise<void> {
  arena.until = Date.now() + SECONDS * 1_000;
  const sweepers = [sweeper(arena), sweeper(arena), sweeper(arena)];
  await Promise.all([...clients(arena, 1), ...sweepers, ...raisers(arena, 1), killer(arena)]);
}

/** Everybody behaves until nothing is open and nothing is held, more is asked for until then, and that is answered too. */
async function finish(arena: Arena): Promise<void> {
  arena.wild = false;
  const deadline = Date.now() + FINISH_WITHIN_MS;
  arena.until = deadline;
  const asking = raisers(arena, 2);
  const watch = async () => {
    for (;;) {
      await pause(300);
      const [left] = await rows<{
        open: number;
        held: number;
      }>(`SELECT (SELECT count(*)::int FROM item WHERE open) AS open,
        (SELECT coalesce(sum(cardinality(held)), 0)::int FROM enrolment) AS held`);
      const isQuiet = left?.open === 0 && left.held === 0;
      if ((isQuiet && !arena.raising) || Date.now() > deadline) break;
      arena.raising = arena.raising && !isQuiet;
      if (isQuiet) await Promise.all(asking);
    }
    arena.until = 0;
  };
  await Promise.all([...clients(arena, 2), sweeper(arena), sweeper(arena), ...asking, watch()]);
}

const clients = (arena: Arena, part: number) =>
  Array.from({ length: CLIENTS }, (_, n) => runClient(arena, dice(SEED + 1_000 * part + n)));

const raisers = (arena: Arena, part: number) =>
  Array.from({ length: 3 }, (_, n) => raiser(arena, dice(SEED + 1_000 * part + 500 + n)));

async function sweeper(arena: Arena): Promise<void> {
  const line = openLine(arena.url, (event) => note(arena, event));
  while (Date.now() < arena.until) {
    const swept = await line.query<{ expired: number }>("expire", "SELECT * FROM dispatch_expire(50)", []);
    note(arena, "expired", swept?.[0]?.expired ?? 0);
    await pause(50);
  }
  await line.end();
}

/** Cuts backends from the server's side too. */
async function killer(arena: Arena): Promise<void> {
  while (Date.now() < arena.until) {
    await pause(100);
    const { rowCount } = await admin.query(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity
      WHERE datname = current_database() AND pid <> pg_backend_pid() AND backend_type = 'client backend' ORDER BY random() LIMIT 1`);
    note(arena, "backends killed", rowCount ?? 0);
  }
}

/** The promises that do not hold, and how often; empty is what we want. */
async function brokenPromises(arena: Arena): Promise<Record<string, number>> {
  const found: Record<string, number> = {};
  for (const [promise, text] of Object.entries(MUST_BE_ZERO)) {
    found[promise] = Number(Object.values((await rows(text))[0] ?? {})[0]);
  }
  type Stored = { annotator_no: string; item_no: number; key: string; answer: { k: string } };
  const stored = await rows<Stored>("SELECT annotator_no, item_no, key, answer FROM annotation");
  const byId = new Map(stored.map((row) => [`${row.annotator_no}:${row.item_no}`, row]));
  found["acknowledged answers lost or changed"] = [...arena.journal].filter(
    ([id, { key }]) => byId.get(id)?.key !== key || byId.get(id)?.answer.k !== key,
  ).length;
  found["stored answers nobody sent"] = stored.filter(
    ({ key, item_no }) => arena.attempts.get(key)?.item !== item_no,
  ).length;
  const [asked] = await rows<{ granted: number }>("SELECT sum(granted)::int AS granted FROM live_state");
  found["raises acknowledged but not counted"] = Math.max(0, (arena.seen.get("raised") ?? 0) - (asked?.granted ?? 0));
  const [stat] = await rows<{ deadlocks: number }>(
    "SELECT deadlocks::int FROM pg_stat_database WHERE datname = current_database()",
  );
  found.deadlocks = (stat?.deadlocks ?? Number.NaN) + (arena.seen.get("error 40P01") ?? 0);
  return Object.fromEntries(Object.entries(found).filter(([, n]) => n !== 0));
}

async function rows<Row extends pg.QueryResultRow>(text: string): Promise<Row[]> {
  return (await admin.query<Row>(text)).rows;
}
