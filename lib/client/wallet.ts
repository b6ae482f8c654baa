import type { Hex } from "viem";
import {
  connect,
  disconnect,
  getBlock,
  getConnection,
  getConnectors,
  readContract,
  reconnect,
  signMessage,
  signTypedData,
  simulateContract,
  switchChain,
  waitForTransactionReceipt,
  watchConnectors,
  writeContract,
} from "wagmi/actions";
import type { ChainTerms } from "./chain-terms";
import { walletConfig } from "./wallet-config";
import { type Wallet, WalletError } from "./wallet-port";

export type WalletChoice = {
  readonly id: string;
  readonly name: string;
  readonly icon?: string;
  readonly demo: boolean;
};

/** The wallets there are: extensions that announced themselves, and on the dev chain the demo wallets. */
export function walletChoices(terms: ChainTerms): readonly WalletChoice[] {
  const connectors = getConnectors(walletConfig(terms));
  const announced = connectors.some(({ type, id }) => type === "injected" && id !== "injected");
  const legacy = typeof window !== "undefined" && "ethereum" in window;
  return connectors
    .filter(({ id }) => id !== "injected" || (legacy && !announced))
    .map((connector) => {
      const icon = "icon" in connector && typeof connector.icon === "string" ? { icon: connector.icon } : {};
      return { id: connector.uid, name: connector.name, ...icon, demo: connector.type === "demo" };
    });
}

/** Calls back when an extension announces itself late. Returns the way to stop. */
export function watchWallets(terms: ChainTerms, onChange: () => void): () => void {
  return watchConnectors(walletConfig(terms), { onChange });
}

/** Connects the chosen wallet and brings it to the right chain. */
export async function connectWallet(terms: ChainTerms, choiceId: string): Promise<Wallet> {
  const config = walletConfig(terms);
  const connector = getConnectors(config).find(({ uid }) => uid === choiceId);
  if (!connector) throw new WalletError("no-wallet", { words: "That wallet is gone. Choose another one." });
  return inWords(async () => {
    if (getConnection(config).status === "connected") await disconnect(config);
    await connect(config, { connector });
    return walletOf(terms);
  });
}

/** The wallet this browser was connected to before, if it still lets us in; optionally only for one address. */
export async function connectedWallet(terms: ChainTerms, address?: string): Promise<Wallet | undefined> {
  const config = walletConfig(terms);
  if (getConnection(config).status !== "connected") await reconnect(config);
  const connection = getConnection(config);
  if (connection.status !== "connected") return undefined;
  if (address && connection.address.toLowerCase() !== address.toLowerCase()) return undefined;
  return inWords(() => walletOf(terms));
}

/** The wallet of this account, or `no-wallet`: connect it first. */
export async function walletOfAccount(terms: ChainTerms, address: string): Promise<Wallet> {
  const wallet = await connectedWallet(terms, address);
  if (wallet) return wallet;
  throw new WalletError("no-wallet");
}

async function walletOf(terms: ChainTerms): Promise<Wallet> {
  const config = walletConfig(terms);
  const connection = getConnection(config);
  if (connection.status !== "connected") {
    throw new WalletError("no-wallet", { words: "The wallet gave no account. Unlock it and try again." });
  }
  // Asked anew: not every wallet tells the page when its owner switches the chain.
  if ((await connection.connector.getChainId()) !== terms.chainId) await switchTo(terms);
  const { address } = connection;
  return {
    address,
    signMessage: (message) => inWords(() => signMessage(config, { message })),
    signTypedData: (data) => inWords(() => signTypedData(config, data as Parameters<typeof signTypedData>[1])),
    read: (call) => inWords(() => readContract(config, call as never) as Promise<never>),
    send: (call, onTried) =>
      inWords(async () => {
        const { request } = await simulateContract(config, { ...call, account: address } as never);
        onTried?.();
        return writeContract(config, request as never);
      }),
    mined: (hash) => inWords(() => waitFor(terms, hash), hash),
    clockS: () =>
      inWords(async () => Math.max(Number((await getBlock(config)).timestamp), Math.floor(Date.now() / 1000))),
  };
}

/** So long a transaction may wait before its owner is told: blocks of a development chain come at once. */
const PATIENCE_MS = { dev: 20_000, else: 180_000 };

async function waitFor(terms: ChainTerms, hash: Hex): Promise<void> {
  let instead: "replaced" | "cancelled" | undefined;
  const receipt = await waitForTransactionReceipt(walletConfig(terms), {
    hash,
    pollingInterval: terms.dev ? 200 : 2000,
    timeout: terms.dev ? PATIENCE_MS.dev : PATIENCE_MS.else,
    onReplaced: ({ reason }) => {
      if (reason !== "repriced") instead = reason;
    },
  });
  if (instead) throw new WalletError(instead);
  if (receipt.status !== "success") throw new WalletError("reverted", { hash });
}

async function switchTo(terms: ChainTerms): Promise<void> {
  try {
    await switchChain(walletConfig(terms), { chainId: terms.chainId });
  } catch (cause) {
    const words = `Your wallet is on another chain. Switch it to ${terms.name} (chain ${terms.chainId}) and try again; nothing was sent.`;
    throw new WalletError("wrong-chain", { words, cause });
  }
}

/** Runs a wallet call and turns what it throws into plain words. */
async function inWords<T>(run: () => Promise<T>, hash?: Hex): Promise<T> {
  try {
    return await run();
  } catch (cause) {
    throw WalletError.of(cause, hash);
  }
}
