// What the environment says: which parts are embedded and which are given. Read once, at the start.
import { existsSync } from "node:fs";
import path from "node:path";
import { LaunchProblem } from "./problem.mjs";

export const DEV_CHAIN_ID = 31337;
const DEFAULT_PORT = 3000;

/**
 * @typedef {{
 *   root: string,
 *   dataDir: string,
 *   port: number,
 *   chainId: number | undefined,
 *   databaseUrl: string | undefined,
 *   rpcUrl: string | undefined,
 * }} Settings a part that is undefined is embedded; `chainId` undefined means: the embedded chain's, or what RPC_URL says
 */

/**
 * Adds the variables of a `.env` file to the environment; those already set stay.
 *
 * @param {string} root
 */
export function loadEnvironmentFile(root) {
  const file = path.join(root, ".env");
  if (existsSync(file)) process.loadEnvFile(file);
}

/**
 * @param {string} root the repository's folder
 * @param {NodeJS.ProcessEnv} env
 * @returns {Settings}
 * @throws {LaunchProblem} when a variable cannot be understood
 */
export function readSettings(root, env) {
  return {
    root,
    dataDir: path.resolve(root, given(env, "ASSAY_DATA_DIR") ?? ".data"),
    port: readInteger(env, "PORT", 1, 65_535) ?? DEFAULT_PORT,
    chainId: readInteger(env, "CHAIN_ID", 1, Number.MAX_SAFE_INTEGER),
    databaseUrl: readUrl(env, "DATABASE_URL", ["postgres:", "postgresql:"]),
    rpcUrl: readUrl(env, "RPC_URL", ["http:", "https:"]),
  };
}

/**
 * @param {NodeJS.ProcessEnv} env
 * @param {string} name
 */
function given(env, name) {
  const value = env[name]?.trim();
  return value === undefined || value === "" ? undefined : value;
}

/**
 * @param {NodeJS.ProcessEnv} env
 * @param {string} name
 * @param {number} least
 * @param {number} most
 */
function readInteger(env, name, least, most) {
  const text = given(env, name);
  if (text === undefined) return undefined;
  const value = /^\d+$/.test(text) ? Number(text) : Number.NaN;
  if (value >= least && value <= most) return value;
  throw new LaunchProblem(
    `${name} is "${text}", which is not a whole number from ${least} to ${most}.`,
    `Correct ${name}, or leave it out.`,
  );
}

/**
 * @param {NodeJS.ProcessEnv} env
 * @param {string} name
 * @param {readonly string[]} schemes
 */
function readUrl(env, name, schemes) {
  const text = given(env, name);
  if (text === undefined) return undefined;
  if (URL.canParse(text) && schemes.includes(new URL(text).protocol)) return text;
  throw new LaunchProblem(
    `${name} is not an address that starts with ${schemes.map((scheme) => `${scheme}//`).join(" or ")}.`,
    `Correct ${name}, or leave it out: the embedded part is then used.`,
  );
}
