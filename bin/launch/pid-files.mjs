// Which programs the launcher started: one pid file each, so that the next launcher knows what a killed one left behind.
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { LaunchProblem } from "./problem.mjs";
import { endProcess, identify, isRunning } from "./process-table.mjs";

/** @typedef {import("./process-table.mjs").Identity} Identity */
/** @typedef {{ signal?: NodeJS.Signals, group?: boolean, graceMs?: number, force?: NodeJS.Signals }} StopSpec */

/**
 * @param {{ name: string, command: string, runDir?: string, level?: number, stop?: StopSpec }} spec
 * @param {number} pid
 * @returns {() => void} removes the pid file again
 */
export function writePidFile(spec, pid) {
  const identity = identify(pid);
  if (spec.runDir === undefined || identity === undefined) return () => {};
  mkdirSync(spec.runDir, { recursive: true });
  const file = path.join(spec.runDir, `${spec.name}.pid`);
  writeFileSync(
    file,
    `${JSON.stringify({ ...identity, command: spec.command, level: spec.level ?? 0, stop: spec.stop })}\n`,
  );
  return () => rmSync(file, { force: true });
}

/**
 * Ends what a launcher that was killed left behind, known by its pid files: what works first, the ground it stands on
 * (chain, then database) after it. Pid files of programs long gone are removed.
 *
 * @param {string} runDir
 * @returns {Promise<string[]>} the names of those it had to end
 */
export async function endOrphans(runDir) {
  const entries = readRunDir(runDir);
  /** @type {string[]} */
  const ended = [];
  for (const level of [...new Set(entries.map((entry) => entry.level))].sort((a, b) => a - b)) {
    const names = entries.filter((entry) => entry.level === level).map(endOrphan);
    ended.push(...(await Promise.all(names)).flat());
  }
  return ended;
}

/** @typedef {{ file: string, name: string, identity: Identity, level: number, stop: StopSpec | undefined }} PidFile */

/**
 * @param {PidFile} entry
 * @returns {Promise<string[]>} its name when it still ran
 */
async function endOrphan({ file, name, identity, stop }) {
  const wasRunning = isRunning(identity);
  if (wasRunning && !(await endProcess(identity, { group: true, ...stop }))) {
    throw new LaunchProblem(
      `A "${name}" of an earlier start (process ${identity.pid}) does not end.`,
      `End it yourself (kill -9 ${identity.pid}) and start again.`,
    );
  }
  rmSync(file, { force: true });
  return wasRunning ? [name] : [];
}

/**
 * @param {string} runDir
 * @returns {PidFile[]}
 */
function readRunDir(runDir) {
  mkdirSync(runDir, { recursive: true });
  const names = readdirSync(runDir).filter((file) => file.endsWith(".pid"));
  return names.flatMap((base) => {
    const file = path.join(runDir, base);
    try {
      const { pid, born, level, stop } = JSON.parse(readFileSync(file, "utf8"));
      return [{ file, name: base.slice(0, -".pid".length), identity: { pid, born }, level, stop }];
    } catch {
      rmSync(file, { force: true });
      return [];
    }
  });
}
