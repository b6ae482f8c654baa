/**
 * Claims and submits beside the physical limit: INSERTs of the same rows into tables without any index, in the same run,
 * against a PostgreSQL with durable commits. One cycle leases a batch and hands it in.
 *   raw       two statements: the assignments; the annotations, their submission and their outbox row
 *   sql       dispatch_claim, then dispatch_submit
 *   exchange  dispatch_exchange: the last batch in, the next one out, one commit
 * The paths take turns in short rounds, so that a busy machine troubles all of them alike; a ratio is the median of its rounds.
 */
import { randomBytes, randomInt, randomUUID } from "node:crypto";
import { chmod, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import pg from "pg";
import { applyMigrations } from "@/bin/launch/migrations";
import { startPostgres } from "@/bin/launch/postgres.mjs";
import { answersOverBareHttp } from "./http-floor";

export type DispatchBenchOptions = {
  /** Items of the bounty; each wants three answers. */
  readonly items?: number;
  readonly annotators?: number;
  readonly connections?: number;
  readonly batches?: readonly number[];
  readonly rounds?: number;
  readonly roundMs?: number;
};

export type DispatchBenchRow = {
  readonly path: "raw" | "sql" | "exchange";
  readonly batch: number;
  readonly connections: number;
  readonly answersPerSecond: number;
  /** Median over the rounds; null for raw itself. */
  readonly ofRaw: number | null;
  /** What is asked of `ofRaw`; null where nothing is. */
  readonly target: number | null;
  readonly cycleP50Ms: number;
  readonly cycleP99Ms: number;
};

const PATHS = ["raw", "sql", "exchange"] as const;
type Path = (typeof PATHS)[number];
const TARGETS: Readonly<Partial<Record<Path, number>>> = { sql: 0.43, exchange: 0.5 };
const TARGET_BATCH = 10;

const BOUNTY = 1;
const GOLDS = 100;
const LEASE_MS = 300_000;
const WARM_MS = 300;

/** Starts a PostgreSQL of its own, fills it, measures, removes it. About 60 s with the defaults. `bareHttp`: answers a second, see `http-floor.ts`. */
export async function benchDispatch(
  options: DispatchBenchOptions = {},
): Promise<{ rows: DispatchBenchRow[]; bareHttp: number }> {
  const dir = await mkdtemp(path.join(tmpdir(), "assay-bench-"));
  await chmod(dir, 0o755);
  const postgres = await startPostgres({ dir: path.join(dir, "postgres"), durable: true });
  try {
    await applyMigrations(postgres.url);
    const rows = await measureAll(postgres.url, options);
    const bareHttp = await answersOverBareHttp(postgres.url, {
      connections: options.connections ?? 16,
      batch: TARGET_BATCH,
    });
    return { rows, bareHttp };
  } finally {
    await postgres.stop();
    await rm(dir, { recursive: true, force: true });
  }
}

async function measureAll(url: string, options: DispatchBenchOptions): Promise<DispatchBenchRow[]> {
  const {
    items = 300_000,
    annotators = 1_000,
    connections = 16,
    batches = [1, 10],
    rounds = 5,
    roundMs = 1_500,
  } = options;
  await fill(url, items, annotators);
  const rows: DispatchBenchRow[] = [];
  for (const batch of batches) {
    const samples: Record<Path, Sample[]> = { raw: [], sql: [], exchange: [] };
    const lines = await openLines(url, connections);
    for (let round = 0; round < rounds; round++) {
      for (const name of PATHS)
        samples[name].push(await measure(name, lines, { items, annotators, connections, batch, round, roundMs }));
    }
    await Promise.all(lines.map((client) => client.end()));
    for (const name of PATHS) rows.push(summary(name, samples, batch, connections));
  }
  return rows;
}

async function fill(url: string, items: number, annotators: number): Promise<void> {
  const client = new pg.Client(url);
  await client.connect();
  await client.query(`
    INSERT INTO account (no, address) SELECT g, '0x' || lpad(to_hex(g), 40, '0') FROM generate_series(1, ${annotators}) g;
    INSERT INTO bounty (no, id, owner_no, state, title, task_type, task_version, config, policy, secret)
      VALUES (${BOUNTY}, 'bty_bench', 1, 'open', 'bench', 'choice', 1, '{}', '{}', '');
    INSERT INTO item (bounty_no, item_no, want) SELECT ${BOUNTY}, g, 3 FROM generate_series(0, ${items - 1}) g;
    INSERT INTO item (bounty_no, item_no, want) SELECT ${BOUNTY}, ${items} + g, 0 FROM generate_series(0, ${GOLDS - 1}) g;
    INSERT INTO gold SELECT ${BOUNTY}, g, ${items} + g FROM generate_series(0, ${GOLDS - 1}) g;
    CREATE TABLE raw_assignment (LIKE assignment);
    CREATE TABLE raw_annotation (LIKE annotation);
    CREATE TABLE raw_submission (LIKE submission);
    CREATE TABLE raw_outbox (LIKE outbox);`);
  await client.query("VACUUM ANALYZE");
  await client.query("CHECKPOINT");
  await client.end();
}

/** Connections that live through all rounds, as a server's do: a new one would first map the shared memory and plan. */
function openLines(url: string, count: number): Promise<pg.Client[]> {
  return Promise.all(
    Array.from({ length: count }, async () => {
      const client = new pg.Client(url);
      client.on("error", () => undefined); // a failed run ends the server under the other lines; the run's own error tells
      await client.connect();
      return client;
    }),
  );
}

type Setting = {
  readonly items: number;
  readonly annotators: number;
  readonly connections: number;
  readonly batch: number;
  readonly round: number;
  readonly roundMs: number;
};
type Sample = { readonly answersPerSecond: number; readonly cyclesMs: readonly number[] };

async function measure(name: Path, lines: readonly pg.Client[], setting: Setting): Promise<Sample> {
  const cyclesMs: number[] = [];
  let answers = 0;
  const warmAt = performance.now() + WARM_MS;
  const endAt = warmAt + setting.roundMs;
  const share = Math.max(1, Math.floor(setting.annotators / setting.connections));
  await Promise.all(
    lines.map(async (client, at) => {
      const cycle = CYCLES[name](client, setting);
      while (performance.now() < endAt) {
        const startMs = performance.now();
        const done = await cycle(1 + at * share + randomInt(share), 1 + at * share + (setting.round % share));
        if (startMs < warmAt) continue;
        cyclesMs.push(performance.now() - startMs);
        answers += done;
      }
    }),
  );
  const seconds = (performance.now() - warmAt) / 1000;
  return { answersPerSecond: answers / seconds, cyclesMs };
}

/** One cycle for `annotator`; `own` is the one annotator of this connection in this round. Answers how many answers it handed in. */
type Cycle = (annotator: number, own: number) => Promise<number>;

const CYCLES: Readonly<Record<Path, (client: pg.Client, setting: Setting) => Cycle>> = {
  raw: (client, { items, batch }) => {
    return async (annotator) => {
      const claimed = Array.from({ length: batch }, () => randomInt(items));
      await client.query({ name: "raw-claim", text: RAW_CLAIM, values: [BOUNTY, annotator, claimed, LEASE_MS] });
      await client.query({ name: "raw-submit", text: RAW_SUBMIT, values: [BOUNTY, annotator, ...answersTo(claimed)] });
      return batch;
    };
  },
  sql: (client, setting) => {
    return async (annotator) => {
      const claim = [BOUNTY, annotator, ...claimOf(setting)];
      const { rows } = await client.query({ name: "claim", text: CLAIM, values: claim });
      const claimed = claimedIn(rows[0]);
      const submit = [BOUNTY, annotator, ...answersTo(claimed)];
      const { outcomes } = (await client.query({ name: "submit", text: SUBMIT, values: submit })).rows[0];
      return taken(outcomes, claimed.length);
    };
  },
  exchange: (client, setting) => {
    let held: readonly number[] = [];
    return async (_, own) => {
      const values = [BOUNTY, own, ...answersTo(held), ...claimOf(setting)];
      const { rows } = await client.query({ name: "exchange", text: EXCHANGE, values });
      const done = taken(rows[0].outcomes, held.length);
      held = claimedIn(rows[0]);
      return done;
    };
  },
};

const RAW_CLAIM = `INSERT INTO raw_assignment SELECT $1, $2, now(), now() + $4 * interval '1 millisecond', x, 0, false FROM unnest($3::int[]) x`;
const RAW_SUBMIT = `
  WITH s AS (INSERT INTO raw_submission VALUES (1, $1, $2, $8, $9, $10, now())),
  o AS (INSERT INTO raw_outbox VALUES (1, $1, $2, $3::int[]))
  INSERT INTO raw_annotation SELECT $1, $2, now(), key, x, ms, 0, answer, shown, 1, ord
  FROM unnest($3::int[], $4::uuid[], $5::jsonb[], $6::jsonb[], $7::int[]) WITH ORDINALITY AS g (x, key, answer, shown, ms, ord)`;
const CLAIM = "SELECT * FROM dispatch_claim($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)";
const SUBMIT = "SELECT * FROM dispatch_submit($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)";
const EXCHANGE =
  "SELECT * FROM dispatch_exchange($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19)";

/** wanted, start, lease, gold (10 % at first, 4 % later) and a seed. */
function claimOf({ items, batch }: Setting): unknown[] {
  return [batch, randomInt(items), LEASE_MS, randomInt(GOLDS), GOLDS, 1000, 400, 50, randomInt(2 ** 47)];
}

const KEY_ID = "5".repeat(64);
const SIGNATURE = randomBytes(64);
const ANSWER = JSON.stringify("a label of some length");
const SHOWN = JSON.stringify({ model: "7".repeat(64), answer: "a label of some length", confidenceQ16: 41_000 });

/** Items, keys, answers, suggestions, times, and the signed submission. */
function answersTo(items: readonly number[]): unknown[] {
  const all = <T>(make: () => T) => items.map(make);
  const answers = [items, all(() => randomUUID()), all(() => ANSWER), all(() => SHOWN), all(() => 900)];
  return [...answers, KEY_ID, randomBytes(32 * items.length), SIGNATURE];
}

function claimedIn(row: { outcome: string; items: number[] | null }): readonly number[] {
  if (row.outcome !== "ok" || row.items === null) throw new Error(`the claim says ${row.outcome}`);
  return row.items;
}

function taken(outcomes: readonly string[], sent: number): number {
  if (outcomes.length !== sent || outcomes.some((outcome) => outcome !== "counted" && outcome !== "gold")) {
    throw new Error(`of ${sent} answers: ${outcomes.join(", ")}`);
  }
  return sent;
}

function summary(name: Path, samples: Record<Path, Sample[]>, batch: number, connections: number): DispatchBenchRow {
  const own = samples[name];
  const cycles = own.flatMap((sample) => sample.cyclesMs).sort((a, b) => a - b);
  const ratios = own.map(
    (sample, round) => sample.answersPerSecond / (samples.raw[round]?.answersPerSecond ?? Number.NaN),
  );
  const rounded = (value: number, digits: number) => Number(value.toFixed(digits));
  return {
    path: name,
    batch,
    connections,
    answersPerSecond: Math.round(own.reduce((sum, sample) => sum + sample.answersPerSecond, 0) / own.length),
    ofRaw:
      name === "raw"
        ? null
        : rounded(
            quantile(
              ratios.sort((a, b) => a - b),
              0.5,
            ),
            3,
          ),
    target: batch === TARGET_BATCH ? (TARGETS[name] ?? null) : null,
    cycleP50Ms: rounded(quantile(cycles, 0.5), 1),
    cycleP99Ms: rounded(quantile(cycles, 0.99), 1),
  };
}

const quantile = (sorted: readonly number[], q: number) =>
  sorted[Math.min(sorted.length - 1, Math.floor(q * sorted.length))] ?? Number.NaN;
