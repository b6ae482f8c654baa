// The development chain's memory is one JSON file that anvil rewrites in place: a cut in the middle leaves half of it.
// So a copy known to be whole (`.bak`) is kept beside it, and taken when the file itself is broken.
import { copyFileSync, existsSync, readFileSync, renameSync, rmSync, statSync } from "node:fs";
import { LaunchProblem } from "./problem.mjs";

/**
 * Makes sure that the state file is absent or whole.
 *
 * @param {string} file
 * @returns {"fresh" | "whole" | "restored"} `restored`: the file was broken and its copy has been taken
 * @throws {LaunchProblem} when the file is broken and there is no whole copy
 */
export function mendChainState(file) {
  const copy = `${file}.bak`;
  if (isWhole(file)) {
    keepChainCopy(file);
    return "whole";
  }
  if (isWhole(copy)) {
    copyFileSync(copy, file);
    return "restored";
  }
  if (!existsSync(file)) {
    rmSync(copy, { force: true });
    return "fresh";
  }
  throw new LaunchProblem(
    `The development chain's state ${file} is half written, and there is no whole copy of it.`,
    `Bring it back from a copy of your own, or remove it to begin with an empty chain: rm ${file} ${copy}`,
  );
}

/**
 * Keeps a copy of the state file if it is whole right now.
 *
 * @param {string} file
 * @returns {boolean} whether a copy was made
 */
export function keepChainCopy(file) {
  const fresh = `${file}.bak.new`;
  try {
    copyFileSync(file, fresh);
    if (!isWhole(fresh)) return false;
    renameSync(fresh, `${file}.bak`);
    return true;
  } catch {
    return false;
  } finally {
    rmSync(fresh, { force: true });
  }
}

/**
 * Calls `keepChainCopy` whenever the file has changed.
 *
 * @param {string} file
 * @param {number} everyMs
 * @returns {() => void} ends it
 */
export function keepChainCopies(file, everyMs) {
  let seenMs = 0;
  const timer = setInterval(() => {
    const changedMs = statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0;
    if (changedMs !== seenMs && keepChainCopy(file)) seenMs = changedMs;
  }, everyMs);
  timer.unref();
  return () => clearInterval(timer);
}

/** @param {string} file */
function isWhole(file) {
  try {
    const state = JSON.parse(readFileSync(file, "utf8"));
    return typeof state === "object" && state !== null && "accounts" in state;
  } catch {
    return false;
  }
}
