// One hash over the content of files and folders: equal exactly when no name and no byte has changed.
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";

/**
 * @param {string} root
 * @param {readonly string[]} names files and folders inside it; those that are missing count as empty
 * @param {{ extra?: readonly string[], leaveOut?: (name: string) => boolean }} [more] `extra` texts are hashed along
 * @returns {string} hexadecimal SHA-256
 */
export function fingerprint(root, names, { extra = [], leaveOut = () => false } = {}) {
  const hash = createHash("sha256");
  for (const text of extra) hash.update(`${text.length}:${text}`);
  for (const name of names.flatMap((start) => filesUnder(root, start, leaveOut)).sort()) {
    const content = readFileSync(path.join(root, name));
    hash.update(`${name.length}:${name}${content.length}:`).update(content);
  }
  return hash.digest("hex");
}

/**
 * Does some work unless the stamp file says that it was done for this fingerprint.
 *
 * @param {string} stampFile
 * @param {string} print
 * @param {() => Promise<unknown>} work
 * @returns {Promise<"kept" | "done">}
 */
export async function onceFor(stampFile, print, work) {
  if (existsSync(stampFile) && readFileSync(stampFile, "utf8").trim() === print) return "kept";
  rmSync(stampFile, { force: true }); // Work that is cut off must not look done.
  await work();
  mkdirSync(path.dirname(stampFile), { recursive: true });
  writeFileSync(stampFile, `${print}\n`);
  return "done";
}

/**
 * @param {string} root
 * @param {string} name
 * @param {(name: string) => boolean} leaveOut
 * @returns {string[]} paths relative to root, with forward slashes
 */
function filesUnder(root, name, leaveOut) {
  const stat = statSync(path.join(root, name), { throwIfNoEntry: false });
  if (stat === undefined || leaveOut(name)) return [];
  if (stat.isFile()) return [name];
  return readdirSync(path.join(root, name)).flatMap((base) => filesUnder(root, `${name}/${base}`, leaveOut));
}
