/** The vault on its chain, as one object: all that the rooms ask of a chain, and what only this adapter knows. */
import { testTokenAbi } from "@/lib/abi";
import type { SettlementChain } from "@/lib/settlement/ports";
import type { Hex } from "@/lib/settlement/sum-tree";
import { batchPostsOf } from "./batch-posts";
import { batchReadsOf } from "./batch-reads";
import type { Deployment } from "./deployment";
import { devChainOf } from "./dev-chain";
import { fundingOf } from "./funding";
import { onChain, publicRpc, walletRpc } from "./rpc";
import { signaturesOf } from "./signatures";

export type ChainVaultOptions = {
  readonly rpcUrl: string;
  readonly deployment: Deployment;
  readonly operatorKey: Hex;
};

export type ChainVault = ReturnType<typeof chainVault>;

/**
 * Talks to the vault of one deployment. Makes no request until it is asked something. Failures are AppErrors:
 * `chain_unavailable` when the node does not answer, `chain_rejected` when the contract refuses.
 */
export function chainVault({ rpcUrl, deployment, operatorKey }: ChainVaultOptions) {
  const reader = publicRpc(rpcUrl, deployment.chainId);
  const wallet = walletRpc(rpcUrl, deployment.chainId, operatorKey);
  return {
    deployment,
    chainId: deployment.chainId,
    vault: deployment.vault,
    ledgerId: BigInt(deployment.ledgerId),
    ...fundingOf(reader, deployment),
    ...batchReadsOf(reader, deployment),
    ...batchPostsOf({ reader, wallet, deployment }),
    ...signaturesOf(reader),
    ...devChainOf(reader, deployment, rpcUrl),

    /** Unix seconds of the newest block: the clock by which windows and deadlines end. */
    async headTimestampS(): Promise<number> {
      return Number((await onChain(() => reader.getBlock())).timestamp);
    },

    /** An account's tokens, base units. */
    balanceOf(account: Hex): Promise<bigint> {
      const call = {
        address: deployment.token,
        abi: testTokenAbi,
        functionName: "balanceOf",
        args: [account],
      } as const;
      return onChain(() => reader.readContract(call));
    },
  } satisfies SettlementChain & Record<string, unknown>;
}
