import type { BrowserContext } from "@playwright/test";
import { createWalletClient, type Hex, http, type TypedDataDefinition } from "viem";
import { generatePrivateKey, privateKeyToAccount } from "viem/accounts";
import { foundry } from "viem/chains";

type Rpc = { readonly method: string; readonly params?: readonly unknown[] };

/** A wallet extension for tests: what it is asked to do, and a way to make it say no. */
export type TestWallet = {
  readonly address: `0x${string}`;
  readonly asked: string[];
  /** The next request of this method is refused as a person would (EIP-1193 code 4001). */
  rejectNext(method: string): void;
  /** The chain the wallet says it is on. */
  setChain(chainId: number): void;
};

/**
 * Injects an EIP-6963 provider into every page of a browser context. It signs with a key of its own in the test's
 * process and talks to the dev chain: what a wallet extension does, without the extension.
 */
export async function injectWallet(
  context: BrowserContext,
  { name, rpcUrl, key = generatePrivateKey() }: { readonly name: string; readonly rpcUrl: string; readonly key?: Hex },
): Promise<TestWallet> {
  const account = privateKeyToAccount(key);
  const client = createWalletClient({ account, chain: foundry, transport: http(rpcUrl) });
  const asked: string[] = [];
  const rejected = new Set<string>();
  let chainId: number = foundry.id;

  const answer = async ({ method, params = [] }: Rpc): Promise<unknown> => {
    asked.push(method);
    if (rejected.delete(method)) return { error: { code: 4001, message: "User rejected the request." } };
    switch (method) {
      case "eth_requestAccounts":
      case "eth_accounts":
        return [account.address];
      case "eth_chainId":
        return `0x${chainId.toString(16)}`;
      case "wallet_switchEthereumChain":
        chainId = Number((params[0] as { chainId: string }).chainId);
        return null;
      case "personal_sign":
        return account.signMessage({ message: { raw: params[0] as Hex } });
      case "eth_signTypedData_v4":
        return account.signTypedData(JSON.parse(params[1] as string) as TypedDataDefinition);
      case "eth_sendTransaction": {
        const { to, data, value } = params[0] as { to: Hex; data: Hex; value?: Hex };
        return client.sendTransaction({ to, data, value: BigInt(value ?? 0) });
      }
      default:
        if (method.startsWith("wallet_")) return { error: { code: -32601, message: `${method} is not supported` } };
        return client.request({ method, params } as Parameters<typeof client.request>[0]);
    }
  };

  await context.exposeFunction("assayTestWallet", (request: Rpc) =>
    answer(request).catch((error: Error) => ({ error: { code: -32000, message: error.message } })),
  );
  await context.addInitScript(announce, name);
  return {
    address: account.address,
    asked,
    rejectNext: (method) => void rejected.add(method),
    setChain: (id) => {
      chainId = id;
    },
  };
}

/** Runs in the page: announces the provider by EIP-6963. */
function announce(name: string): void {
  type Ask = (request: unknown) => Promise<unknown>;
  const ask = (window as unknown as { assayTestWallet: Ask }).assayTestWallet;
  const provider = {
    request: async (request: unknown) => {
      const result = await ask(request);
      const error = (result as { error?: { code: number; message: string } } | null)?.error;
      if (error) throw Object.assign(new Error(error.message), { code: error.code });
      return result;
    },
    on: () => provider,
    removeListener: () => provider,
  };
  const info = {
    uuid: "0f6b3f5e-6f3f-4d5a-9f38-6c1f2e7a9b01",
    name,
    rdns: "test.assay.wallet",
    icon: "data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 1 1'/>",
  };
  const tell = () =>
    window.dispatchEvent(new CustomEvent("eip6963:announceProvider", { detail: Object.freeze({ info, provider }) }));
  window.addEventListener("eip6963:requestProvider", tell);
  tell();
}
