// What the web server, the worker and the helper programs read from their environment.
import { spawnSync } from "node:child_process";
import { readFileSync, renameSync, writeFileSync } from "node:fs";
import path from "node:path";

/** @typedef {{ databaseUrl: string, rpcUrl: string, chainId: number }} Ground what the processes stand on */

/**
 * @param {import("./settings.mjs").Settings} settings
 * @param {import("./secrets.mjs").Secrets} secrets
 * @returns {NodeJS.ProcessEnv} without the ground's addresses, which are known only once it stands
 */
export function baseEnvironment({ root, dataDir, port }, secrets) {
  return {
    NEXTAUTH_URL: `http://localhost:${port}`,
    NEXTAUTH_SECRET: secrets.nextauthSecret,
    ASSAY_SECRET: secrets.assaySecret,
    ASSAY_VERSION: readVersion(root),
    ...process.env,
    ASSAY_DATA_DIR: dataDir,
    PORT: String(port),
    NEXT_TELEMETRY_DISABLED: "1",
    NODE_ENV: "production",
  };
}

/**
 * @param {NodeJS.ProcessEnv} base
 * @param {Ground} ground
 * @returns {NodeJS.ProcessEnv}
 */
export function environmentOn(base, { databaseUrl, rpcUrl, chainId }) {
  return { ...base, DATABASE_URL: databaseUrl, RPC_URL: rpcUrl, CHAIN_ID: String(chainId) };
}

/**
 * The port a part used the last time, so that it gets the same again where possible.
 *
 * @param {string} dataDir
 * @param {string} part
 * @returns {number | undefined}
 */
export function rememberedPort(dataDir, part) {
  const port = readPorts(dataDir)[part];
  return Number.isInteger(port) ? port : undefined;
}

/**
 * @param {string} dataDir
 * @param {string} part
 * @param {number} port
 */
export function rememberPort(dataDir, part, port) {
  const file = portsFile(dataDir);
  writeFileSync(`${file}.new`, `${JSON.stringify({ ...readPorts(dataDir), [part]: port })}\n`);
  renameSync(`${file}.new`, file);
}

/** @param {string} dataDir */
function portsFile(dataDir) {
  return path.join(dataDir, "ports.json");
}

/**
 * @param {string} dataDir
 * @returns {Record<string, number>}
 */
function readPorts(dataDir) {
  try {
    return JSON.parse(readFileSync(portsFile(dataDir), "utf8"));
  } catch {
    return {};
  }
}

/**
 * @param {string} root
 * @returns {string} such as `0.1.0+1a2b3c4`, without the commit where there is no git
 */
function readVersion(root) {
  const { version } = JSON.parse(readFileSync(path.join(root, "package.json"), "utf8"));
  const commit = spawnSync("git", ["rev-parse", "--short", "HEAD"], { cwd: root, encoding: "utf8" });
  return commit.status === 0 ? `${version}+${commit.stdout.trim()}` : version;
}
