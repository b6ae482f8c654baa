/** What only a development chain can do: give money away and have its clock moved. */
import { createTestClient, http, parseEther } from "viem";
import { generatePrivateKey, nonceManager, privateKeyToAccount } from "viem/accounts";
import { testTokenAbi } from "@/lib/abi";
import { AppError } from "@/lib/kernel/errors";
import type { Hex } from "@/lib/settlement/sum-tree";
import type { Deployment } from "./deployment";
import { DEV_CHAIN_ID, onChain, type PublicRpc, walletRpc } from "./rpc";

export type Gift = {
  readonly to: Hex;
  /** Test tokens, base units; the token gives at most 100,000 tUSD at a time. */
  readonly amount: bigint;
};

/** Enough ether for thousands of transactions. */
const GAS_MONEY = parseEther("10");

export function devChainOf(reader: PublicRpc, deployment: Deployment, rpcUrl: string) {
  const dev = deployment.chainId === DEV_CHAIN_ID;
  const test = createTestClient({ chain: reader.chain, mode: "anvil", transport: http(rpcUrl) });
  // A key of its own, so that gifts never take a nonce that a signed batch counts on.
  const giver = privateKeyToAccount(generatePrivateKey(), { nonceManager });
  const wallet = walletRpc(rpcUrl, deployment.chainId, giver);

  return {
    /** Whether this is a development chain. */
    dev,

    /** Unix seconds that a block made now would have; elsewhere the newest block's. */
    clockS(): Promise<number> {
      const blockTag = dev ? "pending" : "latest";
      return onChain(async () => Number((await reader.getBlock({ blockTag })).timestamp));
    },

    /**
     * Mines a block of the present when the newest one is older: anvil makes none between transactions. Where its clock is
     * behind this machine's, as after it was off, the block brings it here; one that was moved ahead stays ahead.
     */
    async tick(): Promise<void> {
      if (!dev) return;
      await onChain(async () => {
        const [{ timestamp }, pending] = await Promise.all([
          reader.getBlock(),
          reader.getBlock({ blockTag: "pending" }),
        ]);
        const now = BigInt(Math.floor(Date.now() / 1000));
        if (timestamp < now)
          await test.setNextBlockTimestamp({ timestamp: pending.timestamp > now ? pending.timestamp : now });
        else if (timestamp >= pending.timestamp) return;
        await test.mine({ blocks: 1 });
      });
    },

    /**
     * Test tokens, and ether for gas when the account is short of it.
     * @throws AppError `forbidden` on any other chain.
     */
    async faucet({ to, amount }: Gift): Promise<{ readonly txHash: Hex }> {
      if (!dev) throw new AppError("forbidden", "Only the development chain gives money away");
      return onChain(async () => {
        await fillUp(giver.address);
        const args = [to, amount] as const;
        const call = { address: deployment.token, abi: testTokenAbi, functionName: "faucet", args } as const;
        const txHash = await wallet.writeContract(call);
        await reader.waitForTransactionReceipt({ hash: txHash });
        await fillUp(to);
        return { txHash };
      });
    },
  };

  async function fillUp(address: Hex): Promise<void> {
    const balance = await reader.getBalance({ address });
    if (balance < GAS_MONEY / 2n) await test.setBalance({ address, value: GAS_MONEY });
  }
}
