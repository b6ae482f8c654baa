// The embedded PostgreSQL: made when missing, started, ended in order. Tests use the same functions.
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { startChild } from "./child.mjs";
import { findFreePort } from "./ports.mjs";
import { checkFolder, endServerOn, makeCluster, STOP_POSTGRES } from "./postgres-cluster.mjs";
import { chooseUser, locatePrograms } from "./postgres-home.mjs";
import { LaunchProblem, messageOf } from "./problem.mjs";

const READY_WITHIN_MS = 60_000;
/** What passes by itself: the port was taken meanwhile, or the helpers of a server killed with -9 are still ending. */
const PASSING = /could not bind|Address already in use|shared memory block .* is still in use/;
const ATTEMPTS = 10;
const RETRY_MS = 300;
const UNSAFE_BUT_FAST = ["fsync=off", "synchronous_commit=off", "full_page_writes=off"];

/**
 * @typedef {{
 *   dir: string,
 *   port?: number,
 *   user?: string,
 *   password?: string,
 *   database?: string,
 *   durable?: boolean,
 *   logDir?: string,
 *   runDir?: string,
 * }} PostgresOptions `port` is a wish: another is taken when it is not free. `durable: false` is for tests only
 * @typedef {{ url: string, port: number, child: import("./child.mjs").Child, stop: () => Promise<void> }} Postgres
 */

/**
 * Starts PostgreSQL on a folder, making the folder and the database when they are missing.
 *
 * @param {PostgresOptions} options
 * @returns {Promise<Postgres>} once it answers
 * @throws {LaunchProblem} for a folder that is not ours to use, or when it does not start
 */
export async function startPostgres(options) {
  const { dir, user = "assay", password = "assay", database = "assay", durable = true } = options;
  const systemUser = chooseUser(dir);
  const programs = locatePrograms(systemUser);
  const spawning = { logDir: options.logDir ?? `${dir}-logs`, cwd: "/", ...systemUser };
  if (checkFolder(dir, programs.major) === "empty") {
    await makeCluster({ dir, user, password, durable, programs, systemUser, spawning });
  }
  await endServerOn(dir);
  const settings = ["unix_socket_directories=", "timezone=UTC", ...(durable ? [] : UNSAFE_BUT_FAST)];
  for (let attempt = 1; ; attempt += 1) {
    const port = await findFreePort(attempt === 1 ? options.port : undefined);
    const child = await startChild({
      ...spawning,
      name: "postgres",
      command: path.join(programs.binDir, "postgres"),
      args: ["-D", dir, "-p", String(port), "-h", "127.0.0.1", ...settings.flatMap((setting) => ["-c", setting])],
      level: 2,
      stop: STOP_POSTGRES,
      ...(options.runDir === undefined ? {} : { runDir: options.runDir }),
    });
    const address = new URL(`postgresql://127.0.0.1:${port}`);
    address.username = user;
    address.password = password;
    try {
      await ready(child, `${address}/postgres`);
      await ensureDatabase(`${address}/postgres`, database);
      return { url: `${address}/${database}`, port, child, stop: child.stop };
    } catch (error) {
      const passing = !child.running() && PASSING.test(child.logTail());
      await child.stop();
      if (!passing || attempt === ATTEMPTS) throw error;
      await sleep(RETRY_MS);
    }
  }
}

/**
 * @param {import("./child.mjs").Child} child
 * @param {string} url
 */
async function ready(child, url) {
  const until = Date.now() + READY_WITHIN_MS;
  for (;;) {
    if (!child.running()) {
      throw new LaunchProblem("The embedded PostgreSQL ended while starting.", "Its last words stand above.", {
        detail: child.logTail(),
      });
    }
    try {
      return await askPostgres(url, "select 1");
    } catch (cause) {
      if (/password authentication failed/.test(messageOf(cause))) throw wrongPassword(cause);
      if (Date.now() > until) throw new LaunchProblem("The database does not answer.", messageOf(cause), { cause });
    }
    await sleep(40);
  }
}

/**
 * @param {string} url
 * @param {string} name
 */
async function ensureDatabase(url, name) {
  const { rowCount } = await askPostgres(url, "select 1 from pg_database where datname = $1", [name]);
  if (rowCount === 0) await askPostgres(url, `create database ${pg.escapeIdentifier(name)}`);
}

/**
 * One statement on a connection of its own.
 *
 * @param {string} connectionString
 * @param {string} text
 * @param {string[]} [values]
 */
export async function askPostgres(connectionString, text, values = []) {
  const client = new pg.Client({ connectionString, connectionTimeoutMillis: 5_000 });
  client.on("error", () => {}); // The query's own promise tells; without a listener a cut connection ends the process.
  await client.connect();
  try {
    return await client.query(text, values);
  } finally {
    await client.end();
  }
}

/** @param {unknown} cause */
function wrongPassword(cause) {
  return new LaunchProblem(
    "The embedded database does not accept the password kept in secrets.json.",
    "Bring back the secrets.json that belongs to this data folder, or start on a new one with ASSAY_DATA_DIR.",
    { cause },
  );
}
