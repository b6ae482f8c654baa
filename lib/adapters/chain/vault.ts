/** The vault on its chain, as one object: all that the rooms ask of a chain, and what only this adapter knows. */
import { testTokenAbi } from "@/lib/abi";
import type { SettlementChain } from "@/lib/settlement/chain-port";
import type { Hex } from "@/lib/settlement/sum-tree";
import { batchPostsOf } from "./batch-posts";
import { batchReadsOf } from "./batch-reads";
import { challengeReadsOf } from "./challenge-reads";
import type { Deployment } from "./deployment";
import { devChainOf } from "./dev-chain";
import { fundingOf } from "./funding";
import { operatorActsOf } from "./operator-acts";
import { memoryBook, type OperatorBook } from "./operator-book";
import type { FeePolicy, Sender } from "./operator-txs";
import { DEV_CHAIN_ID, onChain, publicRpc, type Signer, walletRpc } from "./rpc";
import { signaturesOf } from "./signatures";
import { vaultEventsOf } from "./vault-events";

export type ChainVaultOptions = {
  readonly rpcUrl: string;
  readonly deployment: Deployment;
  /** The operator's key, or an account that signs elsewhere. */
  readonly operatorKey: Signer;
  /** Where the operator's nonces are kept; in memory when absent, for a process that signs alone. */
  readonly book?: (operator: Hex) => OperatorBook;
  readonly fees?: FeePolicy;
  /** Blocks, a transaction's own included, after which it is taken for certain. */
  readonly confirmations?: number;
  now?(): number;
};

/** About a minute on Ethereum; a development chain is certain at once. */
const CONFIRMATIONS = 5;

const GWEI = 10n ** 9n;

/** Ninety seconds without a block that takes it (on a development chain, 20), and at most 500 gwei. */
export function feesOf(
  chainId: number,
  stuckSeconds = chainId === DEV_CHAIN_ID ? 20 : 90,
  maxFeeGwei = 500,
): FeePolicy {
  return { stuckMs: stuckSeconds * 1000, capWei: BigInt(maxFeeGwei) * GWEI };
}

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
  const confirmations = options.confirmations ?? (chainId === DEV_CHAIN_ID ? 1 : CONFIRMATIONS);
  const sender: Sender = {
    ...{ reader, wallet, chainId, now },
    book: options.book?.(wallet.account.address) ?? memoryBook(now),
    fees: options.fees ?? feesOf(chainId),
    token: () => crypto.randomUUID(),
  };
  return {
    deployment,
    chainId,
    vault: deployment.vault,
    ledgerId: BigInt(deployment.ledgerId),
    ...fundingOf(reader, deployment, confirmations),
    ...vaultEventsOf(reader, deployment),
    ...batchReadsOf(reader, deployment),
    ...batchPostsOf(sender, deployment),
    ...operatorActsOf(sender, deployment),
    ...challengeReadsOf(reader, deployment),
    graceS: deployment.graceS,
    ...signaturesOf(reader),
    ...devChainOf(reader, deployment, rpcUrl),

    /** Unix seconds of the newest block: the clock by which windows and deadlines end. */
    async headTimestampS(): Promise<number> {
      return Number((await onChain(() => reader.getBlock())).timestamp);
    },

    headNumber: (): Promise<bigint> => onChain(() => reader.getBlockNumber()),

    confirmations,

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
