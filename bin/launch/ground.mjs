// The two things everything stands on: a database and a chain. Each is embedded unless the environment names one.
import path from "node:path";
import { readChainId, startAnvil } from "./anvil.mjs";
import { chooseFolder } from "./postgres-home.mjs";
import { LaunchProblem, messageOf } from "./problem.mjs";
import { DEV_CHAIN_ID } from "./settings.mjs";
import { rememberedPort, rememberPort } from "./surroundings.mjs";

/**
 * @param {import("./settings.mjs").Settings} settings
 * @param {import("./secrets.mjs").Secrets} secrets
 * @param {{ logDir: string, runDir: string }} where
 * @param {(child: import("./child.mjs").Child) => void} watch
 * @param {(text: string) => void} note
 * @returns {Promise<string>} its address, once it answers
 */
export async function startDatabase({ dataDir, databaseUrl }, secrets, where, watch, note) {
  // Loaded late: it needs a package, and the packages may have been installed only now.
  const { askPostgres, startPostgres } = await import("./postgres.mjs");
  if (databaseUrl !== undefined) {
    note("the one of DATABASE_URL");
    await askPostgres(databaseUrl, "select 1").catch((cause) => {
      const mend = "Start it, correct DATABASE_URL, or leave DATABASE_URL out: an embedded one is then used.";
      throw new LaunchProblem(`The database of DATABASE_URL does not answer: ${messageOf(cause)}`, mend, { cause });
    });
    return databaseUrl;
  }
  const { dir, moved } = chooseFolder(dataDir);
  if (moved) note(`its files are in ${dir}, because its user may not enter ${dataDir}`);
  const port = rememberedPort(dataDir, "postgres");
  const password = secrets.databasePassword;
  const postgres = await startPostgres({ ...where, dir, password, ...(port === undefined ? {} : { port }) });
  watch(postgres.child);
  rememberPort(dataDir, "postgres", postgres.port);
  return postgres.url;
}

/**
 * @param {import("./settings.mjs").Settings} settings
 * @param {{ logDir: string, runDir: string }} where
 * @param {(child: import("./child.mjs").Child) => void} watch
 * @param {(text: string) => void} note
 * @returns {Promise<{ rpcUrl: string, chainId: number }>} once it answers
 */
export async function startChain({ dataDir, rpcUrl, chainId }, where, watch, note) {
  if (rpcUrl !== undefined) {
    note("the one of RPC_URL");
    return { rpcUrl, chainId: await checkChain(rpcUrl, chainId) };
  }
  const id = chainId ?? DEV_CHAIN_ID;
  const dir = path.join(dataDir, id === DEV_CHAIN_ID ? "chain" : `chain-${id}`);
  const port = rememberedPort(dataDir, "anvil");
  const anvil = await startAnvil({ ...where, dir, chainId: id, ...(port === undefined ? {} : { port }) });
  watch(anvil.child);
  rememberPort(dataDir, "anvil", anvil.port);
  if (anvil.state === "restored") note("its state was half written: went back to the last whole copy");
  return { rpcUrl: anvil.url, chainId: id };
}

/**
 * @param {string} rpcUrl
 * @param {number | undefined} expected
 * @returns {Promise<number>} the chain's id
 */
async function checkChain(rpcUrl, expected) {
  const found = await readChainId(rpcUrl).catch((cause) => {
    const mend = "Start it, correct RPC_URL, or leave RPC_URL out: an embedded development chain is then used.";
    throw new LaunchProblem(`The chain of RPC_URL does not answer: ${messageOf(cause)}`, mend, { cause });
  });
  if (expected === undefined || expected === found) return found;
  throw new LaunchProblem(
    `RPC_URL leads to chain ${found}, but CHAIN_ID is ${expected}.`,
    "Correct one of the two, or leave CHAIN_ID out.",
  );
}
