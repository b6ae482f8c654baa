// Child processes of the launcher: each in a process group of its own (a Ctrl-C in the terminal must reach the launcher
// alone, so that it can end them in order), its output in a log file, its identity in a pid file for the next launcher.
import { spawn } from "node:child_process";
import { closeSync, mkdirSync, openSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { LaunchProblem } from "./problem.mjs";
import { endProcess, identify, isRunning, sendSignal } from "./process-table.mjs";

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
 *   stop?: { signal?: NodeJS.Signals, group?: boolean, graceMs?: number, force?: NodeJS.Signals },
 * }} ChildSpec without `logDir` the output is dropped, without `runDir` no pid file is kept
 * @typedef {{ code: number | null, signal: NodeJS.Signals | null }} ChildEnd
 * @typedef {{
 *   name: string,
 *   pid: number,
 *   ended: Promise<ChildEnd>,
 *   running: () => boolean,
 *   stop: () => Promise<void>,
 *   force: () => void,
 *   logTail: (lines?: number) => string,
 * }} Child
 */

/**
 * Starts a program.
 *
 * @param {ChildSpec} spec
 * @returns {Promise<Child>}
 * @throws {LaunchProblem} when the program cannot be started
 */
export async function startChild(spec) {
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
  const pid = child.pid ?? 0;
  const forget = rememberChild(spec, pid);
  ended.then(forget);
  const { force = "SIGKILL", group = true } = spec.stop ?? {};
  return {
    name: spec.name,
    pid,
    ended,
    running: () => !over,
    stop: async () => {
      const identity = over ? undefined : identify(pid);
      if (identity !== undefined) await endProcess(identity, { group: true, ...spec.stop });
      await ended;
    },
    force: () => {
      if (!over) sendSignal(group ? -pid : pid, force);
    },
    logTail: (lines = 30) => (logFile === undefined ? "" : tail(logFile, lines)),
  };
}

/**
 * Runs a program to its end.
 *
 * @param {ChildSpec} spec
 * @param {(child: Child) => void} [onStart]
 * @returns {Promise<Child>} once it ended with 0
 * @throws {LaunchProblem} with the end of its output when it ended otherwise
 */
export async function runChild(spec, onStart) {
  const child = await startChild(spec);
  onStart?.(child);
  const { code, signal } = await child.ended;
  if (code === 0) return child;
  const how = signal === null ? `ended with ${code}` : `was ended by ${signal}`;
  const where = spec.logDir === undefined ? "" : `All of its output: ${path.join(spec.logDir, `${spec.name}.log`)}`;
  throw new LaunchProblem(`The step "${spec.name}" ${how}.`, where, { detail: child.logTail() });
}

/**
 * Ends what a launcher that was killed left behind, known by its pid files. Pid files of programs long gone are removed.
 *
 * @param {string} runDir
 * @returns {Promise<string[]>} the names of those it had to end
 */
export async function endOrphans(runDir) {
  const endings = readRunDir(runDir).map(async ({ file, name, identity, stop }) => {
    const wasRunning = isRunning(identity);
    if (wasRunning && !(await endProcess(identity, { group: true, ...stop }))) {
      throw new LaunchProblem(
        `A "${name}" of an earlier start (process ${identity.pid}) does not end.`,
        `End it yourself (kill -9 ${identity.pid}) and start again.`,
      );
    }
    rmSync(file, { force: true });
    return wasRunning ? [name] : [];
  });
  return (await Promise.all(endings)).flat();
}

/**
 * @param {string} runDir
 * @returns {{ file: string, name: string, identity: import("./process-table.mjs").Identity, stop: ChildSpec["stop"] }[]}
 */
function readRunDir(runDir) {
  mkdirSync(runDir, { recursive: true });
  const names = readdirSync(runDir).filter((file) => file.endsWith(".pid"));
  return names.flatMap((base) => {
    const file = path.join(runDir, base);
    try {
      const { pid, born, stop } = JSON.parse(readFileSync(file, "utf8"));
      return [{ file, name: base.slice(0, -".pid".length), identity: { pid, born }, stop }];
    } catch {
      rmSync(file, { force: true });
      return [];
    }
  });
}

/**
 * @param {ChildSpec} spec
 * @param {number} pid
 * @returns {() => void} removes the pid file again
 */
function rememberChild(spec, pid) {
  const identity = identify(pid);
  if (spec.runDir === undefined || identity === undefined) return () => {};
  mkdirSync(spec.runDir, { recursive: true });
  const file = path.join(spec.runDir, `${spec.name}.pid`);
  writeFileSync(file, `${JSON.stringify({ ...identity, command: spec.command, stop: spec.stop })}\n`);
  return () => rmSync(file, { force: true });
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
