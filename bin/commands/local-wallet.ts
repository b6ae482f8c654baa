import { createPublicClient, createWalletClient, type Hex, http, type TypedDataDefinition } from "viem";
import { generatePrivateKey, privateKeyToAccount } from "viem/accounts";
import { type ChainTerms, viemChain } from "../../lib/client/chain-terms";
import { type ContractCall, type Wallet, WalletError } from "../../lib/client/wallet-port";

/** A wallet with a fresh key in this process, as one person's browser would have it. */
export function localWallet(terms: ChainTerms, base: string, key: Hex = generatePrivateKey()): Wallet {
  const account = privateKeyToAccount(key);
  const chain = viemChain(terms, base);
  const transport = http(chain.rpcUrls.default.http[0]);
  const reader = createPublicClient({ chain, transport, pollingInterval: 50 });
  const writer = createWalletClient({ account, chain, transport });
  return {
    address: account.address,
    signMessage: (message) => account.signMessage({ message }),
    signTypedData: (data) => account.signTypedData(data as TypedDataDefinition),
    read: (call) => reader.readContract(call as Parameters<typeof reader.readContract>[0]) as Promise<never>,
    send: async (call: ContractCall) => {
      const { request } = await reader.simulateContract({ ...call, account } as never);
      return writer.writeContract(request as never);
    },
    mined: async (hash) => {
      const receipt = await reader.waitForTransactionReceipt({ hash });
      if (receipt.status !== "success") throw new WalletError("reverted", { hash });
    },
    clockS: async () => Math.max(Number((await reader.getBlock()).timestamp), Math.floor(Date.now() / 1000)),
  };
}
