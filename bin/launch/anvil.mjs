// The embedded development chain. Tests use the same function.
import { accessSync, constants, mkdirSync, statSync } from "node:fs";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { keepChainCopies, mendChainState } from "./chain-state.mjs";
import { startChild } from "./child.mjs";
import { findFreePort } from "./ports.mjs";
import { LaunchProblem } from "./problem.mjs";
import { DEV_CHAIN_ID } from "./settings.mjs";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const READY_WITHIN_MS = 30_000;
const COPY_EVERY_MS = 20_000;
const PORT_ATTEMPTS = 3;
/** Up to this size the state is written every second (some 10 ms a megabyte), above every five. */
const SMALL_STATE_BYTES = 8_000_000;
/** Ending writes the whole state, which takes a while on a long chain. */
const STOP = /** @type {const} */ ({ signal: "SIGTERM", group: true, graceMs: 30_000, force: "SIGKILL" });

/**
 * @typedef {{
 *   dir?: string,
 *   port?: number,
 *   chainId?: number,
 *   stateful?: boolean,
 *   logDir?: string,
 *   runDir?: string,
 *   args?: readonly string[],
 * }} AnvilOptions with `dir` the chain is kept there in `state.json` unless `stateful` is false; `port` is a wish
 * @typedef {{
 *   url: string,
 *   port: number,
 *   state: "fresh" | "whole" | "restored" | "none",
 *   child: import("./child.mjs").Child,
 *   stop: () => Promise<void>,
 * }} Anvil `state`: how the chain's memory was found (`restored`: its copy had to be taken)
 */

/**
 * Starts anvil: every transaction is a block at once, ten funded accounts of the well-known test mnemonic.
 *
 * @param {AnvilOptions} [options]
 * @returns {Promise<Anvil>} once it answers
 * @throws {LaunchProblem} when there is no anvil, its state is broken, or it does not start
 */
export async function startAnvil(options = {}) {
  const { dir, stateful = dir !== undefined, chainId = DEV_CHAIN_ID } = options;
  const command = locateProgram("anvil", "ANVIL", "@foundry-rs/anvil-linux-amd64/bin/anvil");
  const stateFile = dir !== undefined && stateful ? path.join(dir, "state.json") : undefined;
  if (dir !== undefined) mkdirSync(dir, { recursive: true });
  const state = stateFile === undefined ? "none" : mendChainState(stateFile);
  const keeping = stateFile === undefined ? [] : ["--state", stateFile, "--state-interval", intervalFor(stateFile)];
  for (let attempt = 1; ; attempt += 1) {
    const port = await findFreePort(attempt === 1 ? options.port : undefined);
    const child = await startChild({
      name: "anvil",
      command,
      args: [
        ...["--host", "127.0.0.1", "--port", String(port), "--chain-id", String(chainId), "--silent"],
        ...["--enable-tx-gas-limit", ...keeping, ...(options.args ?? [])],
      ],
      level: 1,
      stop: STOP,
      ...(options.logDir === undefined && dir === undefined ? {} : { logDir: options.logDir ?? `${dir}-logs` }),
      ...(options.runDir === undefined ? {} : { runDir: options.runDir }),
    });
    const url = `http://127.0.0.1:${port}`;
    if (await answers(child, url, chainId)) {
      const endCopies = stateFile === undefined ? () => {} : keepChainCopies(stateFile, COPY_EVERY_MS);
      child.ended.then(endCopies);
      return { url, port, state, child, stop: child.stop };
    }
    await child.stop();
    // Somebody else may have taken the port between our look and anvil's start.
    if (attempt < PORT_ATTEMPTS && child.logTail().includes("in use")) continue;
    throw new LaunchProblem("The development chain (anvil) did not start.", "Its last words stand above.", {
      detail: child.logTail(),
    });
  }
}

/**
 * A program of the Foundry tool set: the one an environment variable names, the npm package's, or one on PATH.
 *
 * @param {string} name
 * @param {string} variable
 * @param {string} inPackages
 * @returns {string}
 * @throws {LaunchProblem} when there is none
 */
function locateProgram(name, variable, inPackages) {
  const named = process.env[variable];
  if (named !== undefined && named !== "") {
    if (isExecutable(named)) return named;
    throw new LaunchProblem(
      `${variable} names ${named}, which cannot be run.`,
      `Correct ${variable}, or leave it out.`,
    );
  }
  const onPath = (process.env.PATH ?? "").split(path.delimiter).map((dir) => path.join(dir, name));
  const found = [path.join(ROOT, "node_modules", inPackages), ...onPath].find(isExecutable);
  if (found !== undefined) return found;
  throw new LaunchProblem(
    `"${name}" is not on this machine, and there is no npm package of it for ${process.platform} ${process.arch}.`,
    `Install Foundry (https://getfoundry.sh) so that "${name}" is on PATH or ${variable} names it, or set RPC_URL to a chain of your own.`,
  );
}

/**
 * Seconds between two writings of the state: what a power cut may cost at most.
 *
 * @param {string} stateFile
 */
function intervalFor(stateFile) {
  const bytes = statSync(stateFile, { throwIfNoEntry: false })?.size ?? 0;
  return bytes <= SMALL_STATE_BYTES ? "1" : "5";
}

/** @param {string} file */
function isExecutable(file) {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/**
 * @param {import("./child.mjs").Child} child
 * @param {string} url
 * @param {number} chainId
 * @returns {Promise<boolean>} false when it ended or stayed silent
 */
async function answers(child, url, chainId) {
  const until = Date.now() + READY_WITHIN_MS;
  while (child.running() && Date.now() < until) {
    if ((await readChainId(url).catch(() => undefined)) === chainId) return child.running();
    await sleep(25);
  }
  return false;
}

/**
 * Asks a chain for its id.
 *
 * @param {string} url
 * @returns {Promise<number>}
 */
export async function readChainId(url) {
  const response = await fetch(url, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ jsonrpc: "2.0", id: 1, method: "eth_chainId", params: [] }),
    signal: AbortSignal.timeout(5_000),
  });
  const { result } = /** @type {{ result?: unknown }} */ (await response.json());
  if (typeof result !== "string") throw new Error(`no chain answers at this address (HTTP ${response.status})`);
  return Number(result);
}
