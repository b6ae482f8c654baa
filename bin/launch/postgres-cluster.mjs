// The folder of an embedded PostgreSQL: whether it is ours, how it is made, and who still runs on it.
import { chownSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { runChild } from "./child.mjs";
import { makePrivateFolder } from "./postgres-home.mjs";
import { codeOf, LaunchProblem, messageOf } from "./problem.mjs";
import { commandLineOf, endProcess, identify } from "./process-table.mjs";

/** SIGINT is PostgreSQL's "fast" ending (open work is rolled back), SIGQUIT the immediate one (repaired at next start). */
export const STOP_POSTGRES = /** @type {const} */ ({
  signal: "SIGINT",
  group: false,
  graceMs: 30_000,
  force: "SIGQUIT",
});

/**
 * Whether the folder is yet to be made, or a database of our version.
 *
 * @param {string} dir
 * @param {string} major the version of our programs
 * @returns {"empty" | "ours"}
 * @throws {LaunchProblem} when it is anything else
 */
export function checkFolder(dir, major) {
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
export async function makeCluster({ dir, user, password, durable, programs, systemUser, spawning }) {
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
export async function endServerOn(dir) {
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
  if (await endProcess(identity, STOP_POSTGRES)) return;
  throw new LaunchProblem(
    `The database of an earlier start (process ${pid}) does not end.`,
    `End it yourself (kill -INT ${pid}) and start again.`,
  );
}
