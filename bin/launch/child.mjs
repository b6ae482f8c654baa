// Child processes of the launcher: each in a process group of its own (a Ctrl-C in the terminal must reach the launcher
// alone, so that it can end them in order), its output in a log file, its identity in a pid file for the next launcher.
import { spawn } from "node:child_process";
import { closeSync, mkdirSync, openSync, readFileSync, renameSync } from "node:fs";
import path from "node:path";
import { writePidFile } from "./pid-files.mjs";
import { LaunchProblem } from "./problem.mjs";
import { endProcess, identify, sendSignal } from "./process-table.mjs";

/**
 * @typedef {{
 *   name: string,
 *   command: string,
 *   args: readonly string[],
 *   env?: NodeJS.ProcessEnv,
 *   cwd?: string,
 *   uid?: number,
 *   gid?: number,
 *   logDir?: string,
 *   runDir?: string,
 *   level?: number,
 *   stop?: { signal?: NodeJS.Signals, group?: boolean, graceMs?: number, force?: NodeJS.Signals },
 * }} ChildSpec without `logDir` the output is dropped, without `runDir` no pid file is kept;
 *   children of level 0 are ended first, the ground they stand on (higher levels) after them
 * @typedef {{ code: number | null, signal: NodeJS.Signals | null }} ChildEnd
 * @typedef {{
 *   name: string,
 *   pid: number,
 *   level: number,
 *   ended: Promise<ChildEnd>,
 *   running: () => boolean,
 *   stop: () => Promise<void>,
 *   force: () => void,
 *   logTail: (lines?: number) => string,
 * }} Child
 */

/** @type {Set<Child>} */
const live = new Set();
let stopping = false;

/**
 * Starts a program.
 *
 * @param {ChildSpec} spec
 * @returns {Promise<Child>}
 * @throws {LaunchProblem} when the program cannot be started, or everything is being stopped
 */
export async function startChild(spec) {
  if (stopping) throw new LaunchProblem(`The step "${spec.name}" is left out: stopping.`, "");
  const logFile = spec.logDir === undefined ? undefined : freshLog(spec.logDir, spec.name);
  const output = logFile === undefined ? "ignore" : openSync(logFile, "a");
  const child = spawn(spec.command, spec.args, {
    cwd: spec.cwd,
    env: spec.env ?? process.env,
    stdio: ["ignore", output, output],
    detached: true,
    ...(spec.uid === undefined ? {} : { uid: spec.uid }),
    ...(spec.gid === undefined ? {} : { gid: spec.gid }),
  });
  let over = false;
  /** @type {Promise<ChildEnd>} */
  const ended = new Promise((resolve) => {
    child.once("exit", (code, signal) => {
      over = true;
      resolve({ code, signal });
    });
  });
  await new Promise((resolve, reject) => {
    child.once("spawn", resolve);
    child.once("error", (cause) => reject(cannotStart(spec, cause)));
  }).finally(() => {
    if (typeof output === "number") closeSync(output);
  });
  const control = controlOf(spec, child.pid ?? 0, ended, () => over, logFile);
  live.add(control);
  const forget = writePidFile(spec, control.pid);
  ended.then(() => {
    live.delete(control);
    forget();
  });
  return control;
}

/** Ends all children, level by level from 0 up. No new one can be started from now on. */
export async function stopChildren() {
  stopping = true;
  while (live.size > 0) {
    const lowest = Math.min(...[...live].map((child) => child.level));
    await Promise.all([...live].filter((child) => child.level === lowest).map((child) => child.stop()));
  }
}

/** Ends all children at once, without asking them. PostgreSQL repairs itself at its next start. */
export function forceChildren() {
  stopping = true;
  for (const child of live) child.force();
}

/**
 * Runs a program to its end.
 *
 * @param {ChildSpec} spec
 * @returns {Promise<Child>} once it ended with 0
 * @throws {LaunchProblem} with the end of its output when it ended otherwise
 */
export async function runChild(spec) {
  const child = await startChild(spec);
  const { code, signal } = await child.ended;
  if (code === 0) return child;
  const how = signal === null ? `ended with ${code}` : `was ended by ${signal}`;
  const where = spec.logDir === undefined ? "" : `All of its output: ${path.join(spec.logDir, `${spec.name}.log`)}`;
  throw new LaunchProblem(`The step "${spec.name}" ${how}.`, where, { detail: child.logTail() });
}

/**
 * @param {ChildSpec} spec
 * @param {number} pid
 * @param {Promise<ChildEnd>} ended
 * @param {() => boolean} over
 * @param {string | undefined} logFile
 * @returns {Child}
 */
function controlOf(spec, pid, ended, over, logFile) {
  const { force = "SIGKILL", group = true } = spec.stop ?? {};
  return {
    name: spec.name,
    pid,
    level: spec.level ?? 0,
    ended,
    running: () => !over(),
    stop: async () => {
      const identity = over() ? undefined : identify(pid);
      if (identity !== undefined) await endProcess(identity, { group: true, ...spec.stop });
      await ended;
    },
    force: () => {
      if (!over()) sendSignal(group ? -pid : pid, force);
    },
    logTail: (lines = 30) => (logFile === undefined ? "" : tail(logFile, lines)),
  };
}

/**
 * A new log file; the one before is kept as `.1`.
 *
 * @param {string} logDir
 * @param {string} name
 */
function freshLog(logDir, name) {
  mkdirSync(logDir, { recursive: true });
  const file = path.join(logDir, `${name}.log`);
  try {
    renameSync(file, `${file}.1`);
  } catch {
    // There was none.
  }
  return file;
}

/**
 * @param {string} file
 * @param {number} lines
 */
function tail(file, lines) {
  try {
    return readFileSync(file, "utf8").trimEnd().split("\n").slice(-lines).join("\n");
  } catch {
    return "";
  }
}

/**
 * @param {ChildSpec} spec
 * @param {unknown} cause
 */
function cannotStart(spec, cause) {
  const words = `"${spec.command}" cannot be started for the step "${spec.name}".`;
  return new LaunchProblem(words, "Is it installed, and may this user run it?", { cause });
}
