/** Clients for one chain, and its errors in the house's words. */
import {
  type Abi,
  BaseError,
  type Chain,
  type ContractFunctionRevertedError,
  createPublicClient,
  createWalletClient,
  decodeErrorResult,
  defineChain,
  http,
} from "viem";
import { type LocalAccount, privateKeyToAccount } from "viem/accounts";
import { bountyVaultAbi } from "@/lib/abi";
import { AppError } from "@/lib/kernel/errors";
import { contractWords, troubleOf } from "@/lib/settlement/chain-words";
import type { Hex } from "@/lib/settlement/sum-tree";

/** Chain id of anvil and Hardhat: a chain whose money is worth nothing and whose clock may be moved. */
export const DEV_CHAIN_ID = 31337;

/** A node that says nothing keeps a caller for two of these. */
const TIMEOUT_MS = 10_000;
const RETRIES = 1;
const DEV_POLLING_MS = 50;

/** Whoever reads this may not be the one whose account it is: an owner reads it beside a batch of the operator's. */
const NO_GAS =
  "The account that sends this has too little of the chain's own coin to pay for gas. Nothing was sent; it can go on once the account has some.";

export type PublicRpc = ReturnType<typeof publicRpc>;
export type WalletRpc = ReturnType<typeof walletRpc>;

/** Reads from the chain. Calls made in the same tick travel as one request. */
export function publicRpc(rpcUrl: string, chainId: number) {
  return createPublicClient({ ...connection(rpcUrl, chainId), cacheTime: 0 });
}

/** A private key, or an account that signs by some other way. */
export type Signer = Hex | LocalAccount;

/** Signs and sends. One sender at a time: each transaction takes the account's next free nonce. */
export function walletRpc(rpcUrl: string, chainId: number, signer: Signer) {
  const account = typeof signer === "string" ? privateKeyToAccount(signer) : signer;
  return createWalletClient({ ...connection(rpcUrl, chainId), account });
}

function connection(rpcUrl: string, chainId: number) {
  return {
    chain: chainOf(rpcUrl, chainId),
    transport: http(rpcUrl, { batch: true, timeout: TIMEOUT_MS, retryCount: RETRIES }),
    ...(chainId === DEV_CHAIN_ID ? { pollingInterval: DEV_POLLING_MS } : {}),
  };
}

function chainOf(rpcUrl: string, chainId: number): Chain {
  return defineChain({
    id: chainId,
    name: chainId === DEV_CHAIN_ID ? "Development chain" : `Chain ${chainId}`,
    nativeCurrency: { name: "Ether", symbol: "ETH", decimals: 18 },
    rpcUrls: { default: { http: [rpcUrl] } },
  });
}

/** Runs work on the chain; whatever fails is thrown as an AppError (see `chainError`). */
export async function onChain<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw chainError(error);
  }
}

/**
 * `chain_rejected` when the contract refuses or money for gas is missing, `chain_unavailable` when the node does not
 * answer or answers with an error of its own. The message names the contract's own error.
 */
function chainError(error: unknown): AppError {
  if (!(error instanceof BaseError)) return AppError.of(error);
  const reverted = find(error, "ContractFunctionRevertedError") as ContractFunctionRevertedError | null;
  if (reverted !== null) {
    const reason = reverted.data?.errorName ?? reverted.reason ?? reverted.signature ?? "no reason given";
    return refused(reason, reverted.data?.args, error);
  }
  if (find(error, "ExecutionRevertedError") !== null) {
    const told = refusalIn(error);
    if (told) return refused(told.errorName, told.args, error);
    return new AppError("chain_rejected", `The chain refused: ${error.shortMessage}`, { cause: error });
  }
  const { trouble, words } = troubleOf(error);
  if (trouble === "no-gas") return new AppError("unavailable", NO_GAS, { cause: error });
  const silent = trouble === "no-answer" || find(error, "HttpRequestError") || find(error, "TimeoutError");
  const said = silent ? `The chain does not answer: ${error.shortMessage}` : words;
  return new AppError("chain_unavailable", said, { cause: error });
}

/** A contract's own error in words, its name and arguments behind them. */
function refused(reason: string, args: readonly unknown[] | undefined, cause: unknown): AppError {
  const named = args && args.length > 0 ? `${reason}(${args.map(String).join(", ")})` : reason;
  return new AppError("chain_rejected", `${contractWords(reason)} [${named}]`, { cause });
}

/** The vault's own error in what a node says when it refuses to estimate a call; undefined where it is none of its. */
function refusalIn(
  error: BaseError,
): { readonly errorName: string; readonly args?: readonly unknown[] | undefined } | undefined {
  const told = error.walk((cause) => typeof (cause as { data?: unknown }).data === "string") as { data?: Hex } | null;
  if (!told?.data) return undefined;
  try {
    return decodeErrorResult({ abi: bountyVaultAbi as Abi, data: told.data });
  } catch {
    return undefined;
  }
}

/** The first error of this name in the chain of causes. */
export function find(error: BaseError, name: string): Error | null {
  return error.walk((each) => each instanceof Error && each.name === name) as Error | null;
}
