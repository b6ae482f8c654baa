import { BaseError, HttpRequestError, TimeoutError, UserRejectedRequestError } from "viem";
import {
  connect,
  disconnect,
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
  if (!connector) throw new WalletError("That wallet is gone. Choose another one.");
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

async function walletOf(terms: ChainTerms): Promise<Wallet> {
  const config = walletConfig(terms);
  const connection = getConnection(config);
  if (connection.status !== "connected") throw new WalletError("The wallet gave no account. Unlock it and try again.");
  if (connection.chainId !== terms.chainId) await switchTo(terms);
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
    mined: (hash) =>
      inWords(async () => {
        const receipt = await waitForTransactionReceipt(config, { hash, pollingInterval: terms.dev ? 200 : 2000 });
        if (receipt.status !== "success") throw new WalletError("The chain reverted the transaction. No tokens moved.");
      }),
  };
}

async function switchTo(terms: ChainTerms): Promise<void> {
  try {
    await switchChain(walletConfig(terms), { chainId: terms.chainId });
  } catch (cause) {
    throw new WalletError(
      `Your wallet is on another chain. Switch it to ${terms.name} (chain ${terms.chainId}) and try again.`,
      {
        cause,
      },
    );
  }
}

/** How nodes and wallets say that an account cannot pay for its transaction; often only in the innermost error. */
const NO_GAS = /insufficient funds|exceeds the balance|gas required exceeds allowance/i;

/** Runs a wallet call and turns what it throws into plain words. */
async function inWords<T>(run: () => Promise<T>): Promise<T> {
  try {
    return await run();
  } catch (cause) {
    if (cause instanceof WalletError) throw cause;
    const base = cause instanceof BaseError ? cause : undefined;
    const rejected = base?.walk((error) => error instanceof UserRejectedRequestError) ?? null;
    if (rejected)
      throw new WalletError("You said no in your wallet. Nothing was signed and nothing moved.", {
        cause,
        rejected: true,
      });
    if (base?.walk((error) => error instanceof Error && NO_GAS.test(error.message))) {
      throw new WalletError("Your wallet holds too little for the gas of this transaction. Top it up and try again.", {
        cause,
      });
    }
    if (base?.walk((error) => error instanceof HttpRequestError || error instanceof TimeoutError)) {
      throw new WalletError(
        "The chain does not answer. What was sent is not lost; look again in a moment, then retry.",
        {
          cause,
        },
      );
    }
    const short = base?.shortMessage ?? (cause instanceof Error ? cause.message : String(cause));
    throw new WalletError(`The chain or the wallet refused: ${short}`, { cause });
  }
}
