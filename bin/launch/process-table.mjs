// Who a process number is. A number alone proves nothing: it may have been given to another program since.
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";

/** @typedef {{ pid: number, born: string }} Identity `born` differs between two lives of one number */

/**
 * The identity of a running process, or undefined when it runs no more (a zombie counts as gone).
 *
 * @param {number} pid
 * @returns {Identity | undefined}
 */
export function identify(pid) {
  if (!Number.isSafeInteger(pid) || pid <= 0) return undefined;
  return process.platform === "linux" ? identifyByProc(pid) : identifyByPs(pid);
}

/**
 * @param {Identity} identity
 * @returns {boolean} whether exactly this process still runs
 */
export function isRunning(identity) {
  return identify(identity.pid)?.born === identity.born;
}

/**
 * The command line of a process, words separated by spaces; empty when it is gone.
 *
 * @param {number} pid
 * @returns {string}
 */
export function commandLineOf(pid) {
  if (process.platform === "linux") {
    return (readOrUndefined(`/proc/${pid}/cmdline`) ?? "").replaceAll("\0", " ").trim();
  }
  return spawnSync("ps", ["-o", "command=", "-p", String(pid)], { encoding: "utf8" }).stdout?.trim() ?? "";
}

/**
 * Ends a process that need not be a child of ours.
 *
 * @param {Identity} identity
 * @param {{ signal?: NodeJS.Signals, group?: boolean, graceMs?: number, force?: NodeJS.Signals }} [how]
 *   `group` signals the whole process group; after `graceMs` the `force` signal follows
 * @returns {Promise<boolean>} whether it ended
 */
export async function endProcess(identity, how = {}) {
  const { signal = "SIGTERM", group = false, graceMs = 10_000, force = "SIGKILL" } = how;
  for (const [name, waitMs] of /** @type {[NodeJS.Signals, number][]} */ ([
    [signal, graceMs],
    [force, 5_000],
  ])) {
    if (!isRunning(identity)) return true;
    sendSignal(group ? -identity.pid : identity.pid, name);
    const until = Date.now() + waitMs;
    while (Date.now() < until) {
      if (!isRunning(identity)) return true;
      await sleep(25);
    }
  }
  return !isRunning(identity);
}

/**
 * @param {number} target a process, or minus a process group
 * @param {NodeJS.Signals} signal
 */
export function sendSignal(target, signal) {
  try {
    process.kill(target, signal);
  } catch {
    // It ended in between, which is what was wanted.
  }
}

/**
 * @param {number} pid
 * @returns {Identity | undefined}
 */
function identifyByProc(pid) {
  const stat = readOrUndefined(`/proc/${pid}/stat`);
  if (stat === undefined) return undefined;
  // The second field is the program's name in brackets and may hold spaces: count from behind it.
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  const [state, ticks] = [fields[0], fields[19]];
  if (state === undefined || ticks === undefined || state === "Z" || state === "X") return undefined;
  const boot = readOrUndefined("/proc/sys/kernel/random/boot_id")?.trim() ?? "";
  return { pid, born: `${boot}:${ticks}` };
}

/**
 * @param {number} pid
 * @returns {Identity | undefined}
 */
function identifyByPs(pid) {
  const seen = spawnSync("ps", ["-o", "stat=,lstart=", "-p", String(pid)], { encoding: "utf8" });
  const line = seen.stdout?.trim() ?? "";
  if (line === "" || line.startsWith("Z")) return undefined;
  return { pid, born: line.replace(/^\S+\s+/, "") };
}

/** @param {string} path */
function readOrUndefined(path) {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return undefined;
  }
}
