import { soon } from "./kernel/soon";
import "server-only";
import { forwardRpc as forward } from "./adapters/chain/rpc-proxy";
import { createLogger } from "./adapters/logger";
import { modelTeachers } from "./adapters/prisma/prelabel";
import { spend } from "./annotators/rate-limit";
import { FaucetInput } from "./api/faucet-input";
import { isShown } from "./bounties/sight";
import type { House } from "./compose";
import { readEnv } from "./env";
import type { Caller } from "./kernel/caller";
import { AppError } from "./kernel/errors";
import { addressOf } from "./kernel/ids";
import { parseInput } from "./kernel/parse";
import { REFEREE_VERSION } from "./referee/constants";
import { refereeHash } from "./referee/fingerprint";
import { running } from "./running";

export const log = createLogger("web");

/** A worker that has not been heard of for so long is not alive. */
const HEARTBEAT_MS = 15_000;
const FAUCET_TOKENS = 1_000n;

/** The house's services, wired to this process's database, chain and files. */
export async function server(): Promise<House> {
  return (await running()).house;
}

/** Where the money is, for wallets and pages. */
export async function chainTerms() {
  const { deployment, vault, deps } = (await running()).outside;
  const { chainId, ledgerId, windowS, graceS, feeBps, token, tokenSymbol, tokenDecimals } = deployment;
  const env = readEnv();
  return {
    chainId,
    name: vault.dev ? "Development chain" : `Chain ${chainId}`,
    rpcUrl: env.PUBLIC_RPC_URL ?? (vault.dev ? "/api/v1/rpc" : env.RPC_URL),
    vault: deployment.vault,
    token: { address: token, symbol: tokenSymbol, decimals: tokenDecimals, permit: vault.dev },
    ledgerId,
    windowS,
    graceS,
    feeBps,
    dev: vault.dev,
    relays: deps.settlement.relays.open,
    operatorStake: deployment.operatorStake,
    refereeVersion: REFEREE_VERSION,
    refereeHash: refereeHash() as string,
  };
}

/** An account's tokens, base units. */
export async function balanceOf(address: `0x${string}`): Promise<bigint> {
  return (await running()).outside.vault.balanceOf(address);
}

/** JSON-RPC for browsers, on the development chain only. */
export async function forwardRpc(body: unknown): Promise<unknown> {
  const { vault } = (await running()).outside;
  if (!vault.dev) throw new AppError("forbidden", "Use the chain's own RPC address, see /api/v1/chain.");
  return forward(readEnv().RPC_URL, body);
}

/** Test tokens and gas, on the development chain only. */
export async function faucet(input: unknown) {
  const { vault, deployment, rates } = (await running()).outside;
  const { address, once } = parseInput(FaucetInput, input);
  const to = addressOf(address);
  if (!to) throw new AppError("invalid_input", "address: 0x and 40 hex digits.");
  await spend({ rates, now: Date.now }, "faucet", to);
  if (once && (await vault.balanceOf(to)) > 0n) return { txHash: null, units: "0" };
  const amount = FAUCET_TOKENS * 10n ** BigInt(deployment.tokenDecimals);
  return { ...(await vault.faucet({ to, amount })), units: amount.toString() };
}

/** A published model's bytes. One that only private bounties have taught knows their words: it is for those whom they are shown to. */
export async function modelFile(caller: Caller, sha256: string) {
  const { db, files } = (await running()).outside;
  const teachers = await modelTeachers(db, sha256);
  const chunks = teachers.some((bounty) => isShown(bounty, caller)) && (await files.get(sha256));
  if (!chunks) throw new AppError("not_found", "There is no such model.");
  return { chunks, isPrivate: teachers.every(({ guests }) => guests !== undefined) };
}

/** Whether the parts that this process needs answer. Never throws. */
export async function health() {
  const parts = await running().then(
    async ({ outside }) => {
      const [database, chain, worker] = await Promise.all([
        works(outside.db.$queryRaw`SELECT 1`),
        works(outside.vault.headTimestampS()),
        outside.operations.lastBeat("worker").catch(() => undefined),
      ]);
      return { database, chain, worker: worker !== undefined && Date.now() - worker.getTime() < HEARTBEAT_MS };
    },
    () => ({ database: false, chain: false, worker: false }),
  );
  return { ready: parts.database && parts.chain && parts.worker, ...parts };
}

/** What is running here. */
export async function version() {
  return {
    name: "assay",
    version: readEnv().ASSAY_VERSION,
    referee: { version: REFEREE_VERSION, sha256: refereeHash() },
  };
}

/** Whether it answers, and soon enough for whoever asks after our health. */
const works = (answer: PromiseLike<unknown>) =>
  soon(Promise.resolve(answer)).then(
    () => true,
    () => false,
  );
