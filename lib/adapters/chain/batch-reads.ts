/** What the vault knows of ledgers and batches. */
import { BaseError } from "viem";
import { bountyVaultAbi } from "@/lib/abi";
import type { ChainBatch } from "@/lib/settlement/chain-port";
import { batchCommit } from "@/lib/settlement/claim-args";
import { standingOf } from "@/lib/settlement/standing";
import { batchKey, type Hex } from "@/lib/settlement/sum-tree";
import type { Deployment } from "./deployment";
import { find, onChain, type PublicRpc } from "./rpc";

/** A ledger's terms, which never change. */
export type LedgerTerms = { readonly operator: Hex; readonly token: Hex; readonly feeBps: number };

/** `unknown`: neither mined nor waiting, as far as this node knows. */
export type TxState =
  | { readonly kind: "mined" | "reverted"; readonly blockNumber: bigint }
  | { readonly kind: "pending" | "unknown" };

export function batchReadsOf(reader: PublicRpc, deployment: Deployment) {
  const vault = { address: deployment.vault, abi: bountyVaultAbi } as const;
  const ledgerOf = (ledgerId: bigint) =>
    onChain(() => reader.readContract({ ...vault, functionName: "ledgerOf", args: [ledgerId] }));
  const ledger = rememberTerms(ledgerOf);
  const isClaimed = (batchKey: Hex, index: number): Promise<boolean> =>
    onChain(() => reader.readContract({ ...vault, functionName: "isClaimed", args: [batchKey, BigInt(index)] }));

  return {
    ledger,
    isClaimed,

    /** The id that the ledger's next batch must carry. */
    async nextBatchId(ledgerId: bigint): Promise<bigint> {
      return BigInt((await ledgerOf(ledgerId)).batchCount) + 1n;
    },

    /** The batch at this place of the ledger as its events tell, or null when the place is free. */
    batchAt: (ledgerId: bigint, batchId: bigint): Promise<ChainBatch | null> =>
      onChain(async () => {
        const place = {
          args: { ledgerId, batchId },
          fromBlock: BigInt(deployment.deployedAtBlock),
          strict: true,
        } as const;
        const [[log], moved] = await Promise.all([
          reader.getContractEvents({ ...vault, eventName: "Settled", ...place }),
          reader.getContractEvents({ ...vault, eventName: "Rescheduled", ...place }),
        ]);
        if (log === undefined) return null;
        const { root, total, claimableAt, evidenceHash, fee, allocations } = log.args;
        const { token } = await ledger(ledgerId);
        const key = batchKey(deployment.chainId, deployment.vault, ledgerId, batchId);
        const batch = {
          ...{ ledgerId, batchId, token, root, total, evidenceHash, fee, allocations },
          claimableAtS: Number(moved.at(-1)?.args.claimableAt ?? claimableAt),
        };
        const commit = await reader.readContract({ ...vault, functionName: "commitOf", args: [key] });
        const standing = standingOf(commit, batchCommit(batch));
        return { ...batch, txHash: log.transactionHash, blockNumber: log.blockNumber, standing };
      }),

    /** Hash that the vault keeps for a batch (see `batchCommit`); null when it was never posted or was taken back. */
    async commitOf(batchKey: Hex): Promise<Hex | null> {
      const commit = await onChain(() => reader.readContract({ ...vault, functionName: "commitOf", args: [batchKey] }));
      return BigInt(commit) === 0n ? null : commit;
    },

    /** Those of these leaves that were paid. */
    async paidLeaves(batchKey: Hex, leafIndexes: readonly number[]): Promise<readonly number[]> {
      const paid = await Promise.all(leafIndexes.map((index) => isClaimed(batchKey, index)));
      return leafIndexes.filter((_, i) => paid[i] === true);
    },

    /** What became of a transaction. */
    receiptOf(hash: Hex): Promise<TxState> {
      return onChain(() => transactionState(reader, hash));
    },
  };
}

async function transactionState(reader: PublicRpc, hash: Hex): Promise<TxState> {
  const receipt = await receiptOrNull(reader, hash);
  if (receipt === null) return { kind: (await isWaiting(reader, hash)) ? "pending" : "unknown" };
  return { kind: receipt.status === "success" ? "mined" : "reverted", blockNumber: receipt.blockNumber };
}

/** The receipt of a mined transaction, else null. */
export function receiptOrNull(reader: PublicRpc, hash: Hex) {
  return reader.getTransactionReceipt({ hash }).catch(nullIf("TransactionReceiptNotFoundError"));
}

/** Whether the node has a transaction that has no receipt yet. */
export async function isWaiting(reader: PublicRpc, hash: Hex): Promise<boolean> {
  return (await reader.getTransaction({ hash }).catch(nullIf("TransactionNotFoundError"))) !== null;
}

function nullIf(name: string) {
  return (error: unknown): null => {
    if (error instanceof BaseError && find(error, name) !== null) return null;
    throw error;
  };
}

function rememberTerms(read: (ledgerId: bigint) => Promise<LedgerTerms>) {
  const known = new Map<bigint, LedgerTerms>();
  return async (ledgerId: bigint): Promise<LedgerTerms> => {
    const remembered = known.get(ledgerId);
    if (remembered !== undefined) return remembered;
    const { operator, token, feeBps } = await read(ledgerId);
    known.set(ledgerId, { operator, token, feeBps });
    return { operator, token, feeBps };
  };
}
