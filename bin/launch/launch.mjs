// From nothing to a serving Assay. What does not depend on each other runs at the same time: the build beside the
// database and the chain.
import path from "node:path";
import { buildApplication } from "./build.mjs";
import { runChild, startChild } from "./child.mjs";
import { startChain, startDatabase } from "./ground.mjs";
import { awaitHealth } from "./health.mjs";
import { ensurePackages } from "./packages.mjs";
import { generatePrismaClient } from "./prisma-client.mjs";
import { LaunchProblem } from "./problem.mjs";
import { readOrMakeSecrets } from "./secrets.mjs";
import { baseEnvironment, environmentOn } from "./surroundings.mjs";

/**
 * @typedef {import("./settings.mjs").Settings} Settings
 * @typedef {import("./steps.mjs").Steps} Steps
 * @typedef {import("./child.mjs").Child} Child
 * @typedef {{ logDir: string, runDir: string }} Where
 * @typedef {{ ready: Promise<void>, isReady: () => boolean, crashed: Promise<never>, address: string }} Launched
 */

/**
 * @param {Settings} settings
 * @param {Steps} steps
 * @returns {Launched} `ready` rejects when a step fails or a process ends, `crashed` when one ends later
 */
export function launch(settings, steps) {
  const watch = createWatch();
  let up = false;
  const started = bringUp(settings, steps, watch.add).then(() => {
    up = true;
  });
  return {
    ready: Promise.race([started, watch.crashed]),
    isReady: () => up,
    crashed: watch.crashed,
    address: `http://localhost:${settings.port}`,
  };
}

/**
 * @param {Settings} settings
 * @param {Steps} steps
 * @param {(child: Child) => void} watch
 */
async function bringUp(settings, steps, watch) {
  const { root, dataDir, port } = settings;
  const where = { logDir: path.join(dataDir, "logs"), runDir: path.join(dataDir, "run") };
  const secrets = readOrMakeSecrets(dataDir);
  const base = baseEnvironment(settings, secrets);
  await steps.step("packages", async ({ note }) => {
    if ((await ensurePackages(root, where)) === "installed") note("installed from package-lock.json");
  });
  const client = steps.step("client", () => generatePrismaClient(root, where));
  const build = client.then(() =>
    steps.step("build", async ({ note }) => {
      if ((await buildApplication(root, where, base)) === "kept") note("nothing changed");
    }),
  );
  const database = prepareDatabase(settings, secrets, steps, where, watch);
  const chain = prepareChain(settings, steps, where, base, watch);
  // A failure is told by the first of them that is awaited; the others must not count as unhandled meanwhile.
  for (const part of [build, database, chain]) part.catch(() => {});
  const [databaseUrl, { rpcUrl, chainId }] = await Promise.all([database, chain, client]);
  const env = environmentOn(base, { databaseUrl, rpcUrl, chainId });
  const program = (/** @type {string} */ name, /** @type {string} */ file) => tsProgram(root, where, env, name, file);
  const worker = steps
    .step("demo", () => runChild(program("seed", "bin/seed.ts")))
    .then(async () => watch(await startChild(program("worker", "lib/worker.ts"))));
  await Promise.all([build, worker]);
  await steps.step("serving", async () => {
    watch(await startChild(program("web", "lib/web.ts")));
    await awaitHealth(`http://127.0.0.1:${port}/api/health`);
  });
}

/**
 * @param {Settings} settings
 * @param {import("./secrets.mjs").Secrets} secrets
 * @param {Steps} steps
 * @param {Where} where
 * @param {(child: Child) => void} watch
 * @returns {Promise<string>} the database's address, all migrations applied
 */
async function prepareDatabase(settings, secrets, steps, where, watch) {
  const url = await steps.step("database", ({ note }) => startDatabase(settings, secrets, where, watch, note));
  const env = { ...process.env, DATABASE_URL: url };
  await steps.step("migrations", () => runChild(tsProgram(settings.root, where, env, "migrate", "bin/migrate.ts")));
  return url;
}

/**
 * @param {Settings} settings
 * @param {Steps} steps
 * @param {Where} where
 * @param {NodeJS.ProcessEnv} base
 * @param {(child: Child) => void} watch
 * @returns {Promise<{ rpcUrl: string, chainId: number }>} the chain, the contracts on it
 */
async function prepareChain(settings, steps, where, base, watch) {
  const chain = await steps.step("chain", ({ note }) => startChain(settings, where, watch, note));
  const env = { ...base, RPC_URL: chain.rpcUrl, CHAIN_ID: String(chain.chainId) };
  await steps.step("contracts", () => runChild(tsProgram(settings.root, where, env, "deploy", "bin/deploy.ts")));
  return chain;
}

/**
 * @param {string} root
 * @param {Where} where
 * @param {NodeJS.ProcessEnv} env
 * @param {string} name
 * @param {string} file
 * @returns {import("./child.mjs").ChildSpec}
 */
function tsProgram(root, where, env, name, file) {
  return { ...where, name, command: process.execPath, args: ["--import", "tsx", file], cwd: root, env };
}

/** @returns {{ add: (child: Child) => void, crashed: Promise<never> }} */
function createWatch() {
  /** @type {(reason: unknown) => void} */
  let fail = () => {};
  /** @type {Promise<never>} */
  const crashed = new Promise((_, reject) => {
    fail = reject;
  });
  crashed.catch(() => {}); // Whoever waits for it hears of it; until then it is no accident of our own.
  return {
    crashed,
    add: (child) => {
      child.ended.then(({ code, signal }) => {
        const how = signal === null ? `with ${code}` : `by ${signal}`;
        const words = `"${child.name}" ended unexpectedly (${how}), so everything is stopped.`;
        fail(
          new LaunchProblem(words, "Its last words stand above. npm start begins again; no data is lost.", {
            detail: child.logTail(),
          }),
        );
      });
    },
  };
}
