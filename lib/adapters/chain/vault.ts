/** The vault on its chain, as one object: all that the rooms ask of a chain, and what only this adapter knows. */
import { testTokenAbi } from "@/lib/abi";
import type { SettlementChain } from "@/lib/settlement/ports";
import type { Hex } from "@/lib/settlement/sum-tree";
import { batchPostsOf } from "./batch-posts";
import { batchReadsOf } from "./batch-reads";
import type { Deployment } from "./deployment";
import { devChainOf } from "./dev-chain";
import { fundingOf } from "./funding";
import { memoryBook, type OperatorBook } from "./operator-book";
import type { FeePolicy, Sender } from "./operator-txs";
import { DEV_CHAIN_ID, onChain, publicRpc, type Signer, walletRpc } from "./rpc";
import { signaturesOf } from "./signatures";

export type ChainVaultOptions = {
  readonly rpcUrl: string;
  readonly deployment: Deployment;
  /** The operator's key, or an account that signs elsewhere. */
  readonly operatorKey: Signer;
  /** Where the operator's nonces are kept; in memory when absent, for a process that signs alone. */
  readonly book?: (operator: Hex) => OperatorBook;
  readonly fees?: FeePolicy;
  now?(): number;
};

/** Ninety seconds without a block that takes it, and at most 500 gwei; on a development chain, blocks come at once. */
const FEES: FeePolicy = { stuckMs: 90_000, capWei: 500n * 10n ** 9n };
const DEV_FEES: FeePolicy = { ...FEES, stuckMs: 20_000 };

export type ChainVault = ReturnType<typeof chainVault>;

/**
 * Talks to the vault of one deployment. Makes no request until it is asked something. Failures are AppErrors:
 * `chain_unavailable` when the node does not answer, `chain_rejected` when the contract refuses.
 */
export function chainVault({ rpcUrl, deployment, operatorKey, ...options }: ChainVaultOptions) {
  const { chainId } = deployment;
  const reader = publicRpc(rpcUrl, chainId);
  const wallet = walletRpc(rpcUrl, chainId, operatorKey);
  const now = options.now ?? Date.now;
  const sender: Sender = {
    ...{ reader, wallet, chainId, now },
    book: options.book?.(wallet.account.address) ?? memoryBook(now),
    fees: options.fees ?? (chainId === DEV_CHAIN_ID ? DEV_FEES : FEES),
    token: () => crypto.randomUUID(),
  };
  return {
    deployment,
    chainId,
    vault: deployment.vault,
    ledgerId: BigInt(deployment.ledgerId),
    ...fundingOf(reader, deployment),
    ...batchReadsOf(reader, deployment),
    ...batchPostsOf(sender, deployment),
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
