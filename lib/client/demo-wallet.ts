import { type Address, createWalletClient, type Hex, http, numberToHex, type TypedDataDefinition } from "viem";
import { generatePrivateKey, privateKeyToAccount } from "viem/accounts";
import { createConnector } from "wagmi";

export type DemoWallet = { readonly id: string; readonly name: string; readonly key?: Hex };

/**
 * The built-in wallets of the dev chain: two, so that one person can be owner and annotator, and two of the three judges
 * of its committee, so that a challenge can be walked to its end. The judges' keys are those that every development chain
 * gives everybody (its accounts 7 and 8): they are worth nothing anywhere.
 */
export const DEMO_WALLETS: readonly DemoWallet[] = [
  { id: "demo-1", name: "Demo wallet 1" },
  { id: "demo-2", name: "Demo wallet 2" },
  {
    id: "demo-judge-1",
    name: "Demo judge 1",
    key: "0x4bbbf85ce3377467afe5d46f804f221813b2bb87f24d81f60f1fcdbf7cbf4356",
  },
  {
    id: "demo-judge-2",
    name: "Demo judge 2",
    key: "0xdbda1821b80551c9d65939329250298aa3472ba22feea921c0cf5d620ea67b97",
  },
];

const keyName = (id: string) => `assay.${id}.key`;
const connectedName = (id: string) => `assay.${id}.connected`;

type Request = { readonly method: string; readonly params?: readonly unknown[] };

/**
 * A wallet for the dev chain only: its key is made in this browser, kept in local storage, and signs without asking.
 * It exists so that a newcomer without a wallet extension can walk the whole journey. Never for real money.
 */
export function demoWallet({ id, name, key: given }: DemoWallet) {
  return createConnector((config) => {
    const account = () => {
      const stored = given ?? (localStorage.getItem(keyName(id)) as Hex | null);
      const key = stored ?? generatePrivateKey();
      if (!stored) localStorage.setItem(keyName(id), key);
      return privateKeyToAccount(key);
    };
    const chain = config.chains[0];
    const client = () => createWalletClient({ account: account(), chain, transport: http() });
    const connected = () => localStorage.getItem(connectedName(id)) === "yes";

    const request = async ({ method, params = [] }: Request): Promise<unknown> => {
      switch (method) {
        case "eth_chainId":
          return numberToHex(chain.id);
        case "eth_accounts":
        case "eth_requestAccounts":
          return [account().address];
        case "personal_sign":
          return account().signMessage({ message: { raw: params[0] as Hex } });
        case "eth_signTypedData_v4":
          return account().signTypedData(JSON.parse(params[1] as string) as TypedDataDefinition);
        case "eth_sendTransaction": {
          const { to, data, value } = params[0] as { to?: Address; data?: Hex; value?: Hex };
          return client().sendTransaction({ to, data, value: BigInt(value ?? 0), chain } as Parameters<
            ReturnType<typeof client>["sendTransaction"]
          >[0]);
        }
        default:
          return client().request({ method, params } as Parameters<ReturnType<typeof client>["request"]>[0]);
      }
    };

    return {
      id,
      name,
      type: "demo",
      async connect() {
        localStorage.setItem(connectedName(id), "yes");

        return { accounts: [account().address] as never, chainId: chain.id };
      },
      async disconnect() {
        localStorage.removeItem(connectedName(id));
      },
      getAccounts: async () => [account().address],
      getChainId: async () => chain.id,
      getProvider: async () => ({ request }),
      isAuthorized: async () => connected(),
      onAccountsChanged: () => undefined,
      onChainChanged: () => undefined,
      onDisconnect: () => config.emitter.emit("disconnect"),
    };
  });
}
