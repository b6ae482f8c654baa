// The embedded PostgreSQL: made when missing, started, ended in order. Tests use the same functions.
import { chownSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { runChild, startChild } from "./child.mjs";
import { findFreePort } from "./ports.mjs";
import { chooseUser, locatePrograms, makePrivateFolder } from "./postgres-home.mjs";
import { codeOf, LaunchProblem, messageOf } from "./problem.mjs";
import { commandLineOf, endProcess, identify } from "./process-table.mjs";

const READY_WITHIN_MS = 60_000;
/** SIGINT is PostgreSQL's "fast" ending (open work is rolled back), SIGQUIT the immediate one (repaired at next start). */
const STOP = /** @type {const} */ ({ signal: "SIGINT", group: false, graceMs: 30_000, force: "SIGQUIT" });
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
  const logDir = options.logDir ?? `${dir}-logs`;
  const systemUser = chooseUser(dir);
  const programs = locatePrograms(systemUser);
  const spawning = { logDir, cwd: "/", ...systemUser };
  if (checkFolder(dir, programs.major) === "empty") {
    await makeCluster({ dir, user, password, durable, programs, systemUser, spawning });
  }
  await endOwnOrphan(dir);
  const port = await findFreePort(options.port);
  const settings = ["unix_socket_directories=", "timezone=UTC", ...(durable ? [] : UNSAFE_BUT_FAST)];
  const child = await startChild({
    ...spawning,
    name: "postgres",
    command: path.join(programs.binDir, "postgres"),
    args: ["-D", dir, "-p", String(port), "-h", "127.0.0.1", ...settings.flatMap((setting) => ["-c", setting])],
    level: 2,
    stop: STOP,
    ...(options.runDir === undefined ? {} : { runDir: options.runDir }),
  });
  const address = new URL(`postgresql://127.0.0.1:${port}`);
  address.username = user;
  address.password = password;
  try {
    await ready(child, `${address}/postgres`);
    await ensureDatabase(`${address}/postgres`, database);
  } catch (error) {
    await child.stop();
    throw error;
  }
  return { url: `${address}/${database}`, port, child, stop: child.stop };
}

/**
 * @param {string} dir
 * @param {string} major the version of our programs
 * @returns {"empty" | "ours"}
 */
function checkFolder(dir, major) {
  let names = /** @type {string[]} */ ([]);
  try {
    names = readdirSync(dir);
  } catch (cause) {
    if (codeOf(cause) === "ENOENT") return "empty";
    throw new LaunchProblem(
      `The database's folder ${dir} cannot be read: ${messageOf(cause)}`,
      "It may belong to another user, such as when Assay was started as root before. Start as that user, or set ASSAY_DATA_DIR to another folder.",
      { cause },
    );
  }
  if (names.length === 0) {
    rmSync(dir, { recursive: true });
    return "empty";
  }
  const elsewhere = "Set ASSAY_DATA_DIR to another folder, or DATABASE_URL to a database of your own.";
  if (!names.includes("PG_VERSION")) {
    throw new LaunchProblem(`${dir} holds files that are not a PostgreSQL database; they are left alone.`, elsewhere);
  }
  const found = readFileSync(path.join(dir, "PG_VERSION"), "utf8").trim();
  if (found === major) return "ours";
  throw new LaunchProblem(
    `${dir} was made by PostgreSQL ${found}, and this is PostgreSQL ${major}; it is left alone.`,
    `${elsewhere} To keep the data, dump it with PostgreSQL ${found} (pg_dumpall) and read it into the new one.`,
  );
}

/**
 * Makes the folder beside its place and renames it, so that a start that is cut off leaves nothing half done.
 *
 * @param {{
 *   dir: string, user: string, password: string, durable: boolean,
 *   programs: import("./postgres-home.mjs").PostgresPrograms,
 *   systemUser: import("./postgres-home.mjs").SystemUser | undefined,
 *   spawning: { logDir: string, cwd: string },
 * }} what
 */
async function makeCluster({ dir, user, password, durable, programs, systemUser, spawning }) {
  const fresh = `${dir}.new`;
  rmSync(fresh, { recursive: true, force: true });
  makePrivateFolder(fresh, systemUser);
  const secretDir = `${dir}.secret`;
  rmSync(secretDir, { recursive: true, force: true });
  makePrivateFolder(secretDir, systemUser);
  const passwordFile = path.join(secretDir, "password");
  try {
    writeFileSync(passwordFile, `${password}\n`, { mode: 0o600 });
    if (systemUser !== undefined) chownSync(passwordFile, systemUser.uid, systemUser.gid);
    await runChild({
      ...spawning,
      name: "initdb",
      command: path.join(programs.binDir, "initdb"),
      args: [
        `--pgdata=${fresh}`,
        `--username=${user}`,
        `--pwfile=${passwordFile}`,
        "--auth=scram-sha-256",
        "--encoding=UTF8",
        "--locale=C",
        "--locale-provider=builtin",
        "--builtin-locale=C.UTF-8",
        ...(durable ? [] : ["--no-sync"]),
      ],
    });
  } finally {
    rmSync(secretDir, { recursive: true, force: true });
  }
  renameSync(fresh, dir);
}

/**
 * Ends a PostgreSQL that a killed launcher left behind on this folder, and removes a pid file whose number now belongs
 * to another program (PostgreSQL itself would refuse to start for it).
 *
 * @param {string} dir
 */
async function endOwnOrphan(dir) {
  const file = path.join(dir, "postmaster.pid");
  let lines = /** @type {string[]} */ ([]);
  try {
    lines = readFileSync(file, "utf8").split("\n");
  } catch {
    return;
  }
  const pid = Number(lines[0]);
  const identity = identify(pid);
  const command = commandLineOf(pid);
  if (identity === undefined || !command.includes("postgres") || !command.includes(dir)) {
    rmSync(file, { force: true });
    return;
  }
  if (await endProcess(identity, STOP)) return;
  throw new LaunchProblem(
    `The database of an earlier start (process ${pid}) does not end.`,
    `End it yourself (kill -INT ${pid}) and start again.`,
  );
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
