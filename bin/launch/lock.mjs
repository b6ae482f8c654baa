// One launcher a data folder: a lock file that names its owner. A lock whose owner is gone is taken over.
import { randomUUID } from "node:crypto";
import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { codeOf, LaunchProblem } from "./problem.mjs";
import { identify, isRunning } from "./process-table.mjs";

const ATTEMPTS = 5;

/** @typedef {{ takenOver: boolean, release: () => void }} Lock `takenOver`: the launcher before did not end in order */

/**
 * @param {string} dataDir made when missing
 * @returns {Lock}
 * @throws {LaunchProblem} when another launcher runs on this folder
 */
export function acquireLock(dataDir) {
  mkdirSync(dataDir, { recursive: true });
  const file = path.join(dataDir, "launcher.lock");
  const token = randomUUID();
  const mine = `${file}.${token}`;
  const owner = { ...(identify(process.pid) ?? { pid: process.pid, born: "" }), token };
  writeFileSync(mine, `${JSON.stringify(owner)}\n`);
  let takenOver = false;
  try {
    for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
      if (linkOnce(mine, file)) return { takenOver, release: () => releaseLock(file, token) };
      const holder = readHolder(file);
      if (holder !== undefined && isRunning(holder)) throw alreadyRunning(dataDir, holder.pid);
      removeStale(file, holder?.token);
      takenOver = true;
    }
  } finally {
    rmSync(mine, { force: true });
  }
  throw alreadyRunning(dataDir, undefined);
}

/**
 * Linking fails when the name is taken, so that of two launchers only one wins.
 *
 * @param {string} from
 * @param {string} to
 */
function linkOnce(from, to) {
  try {
    linkSync(from, to);
    return true;
  } catch (error) {
    if (codeOf(error) === "EEXIST") return false;
    throw error;
  }
}

/**
 * Removes the lock that was found stale, and no other: between the look and the removal somebody else may have taken it.
 *
 * @param {string} file
 * @param {string | undefined} token
 */
function removeStale(file, token) {
  const aside = `${file}.stale-${randomUUID()}`;
  try {
    renameSync(file, aside);
  } catch (error) {
    if (codeOf(error) === "ENOENT") return;
    throw error;
  }
  if (readHolder(aside)?.token !== token) linkOnce(aside, file);
  rmSync(aside, { force: true });
}

/**
 * @param {string} file
 * @param {string} token
 */
function releaseLock(file, token) {
  if (readHolder(file)?.token === token) rmSync(file, { force: true });
}

/**
 * @param {string} file
 * @returns {{ pid: number, born: string, token: string } | undefined}
 */
function readHolder(file) {
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch {
    return undefined;
  }
}

/**
 * @param {string} dataDir
 * @param {number | undefined} pid
 */
function alreadyRunning(dataDir, pid) {
  return new LaunchProblem(
    `Assay already runs on the data in ${dataDir}${pid === undefined ? "" : ` (process ${pid})`}.`,
    "Stop it first, or start a second one beside it: ASSAY_DATA_DIR=.data-two PORT=3001 npm start",
  );
}
