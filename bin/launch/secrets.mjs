// The secrets of one installation: made once, kept beside the data, readable by their owner only.
import { randomBytes } from "node:crypto";
import { readFileSync, renameSync, writeFileSync } from "node:fs";
import path from "node:path";
import { codeOf, LaunchProblem } from "./problem.mjs";

const NAMES = /** @type {const} */ (["nextauthSecret", "assaySecret", "databasePassword"]);

/** @typedef {Record<(typeof NAMES)[number], string>} Secrets each 32 random bytes, hexadecimal */

/**
 * @param {string} dataDir
 * @returns {Secrets}
 * @throws {LaunchProblem} when the file cannot be understood: new secrets would lock the owner out of the old data
 */
export function readOrMakeSecrets(dataDir) {
  const file = path.join(dataDir, "secrets.json");
  const kept = readKept(file);
  const secrets = Object.fromEntries(NAMES.map((name) => [name, kept[name] ?? randomBytes(32).toString("hex")]));
  if (NAMES.some((name) => kept[name] === undefined)) {
    const fresh = `${file}.new`;
    writeFileSync(fresh, `${JSON.stringify(secrets, null, 2)}\n`, { mode: 0o600 });
    renameSync(fresh, file);
  }
  return /** @type {Secrets} */ (secrets);
}

/**
 * @param {string} file
 * @returns {Partial<Secrets>}
 */
function readKept(file) {
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch (cause) {
    if (codeOf(cause) === "ENOENT") return {};
    throw new LaunchProblem(
      `${file} cannot be read as JSON.`,
      "Bring it back from a copy. If there is none, remove it: everybody must then sign in again, and an embedded database that was made with it can no longer be opened.",
      { cause },
    );
  }
}
