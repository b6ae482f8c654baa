/** The operator's transactions: posting a batch in two phases, paying it out, collecting its fee. */
import { encodeFunctionData, parseTransaction, type TransactionSerialized } from "viem";
import { bountyVaultAbi } from "@/lib/abi";
import type { BatchDraft, SweepArgs } from "@/lib/settlement/chain-port";
import { allocationsHash, batchHeader, type PostedBatch } from "@/lib/settlement/claim-args";
import type { Hex } from "@/lib/settlement/sum-tree";
import type { Deployment } from "./deployment";
import { broadcast, type Mined, type Sender, sendCall, signCall } from "./operator-txs";
import { onChain } from "./rpc";
import { tend } from "./tend";

export type SignedBatch = { readonly hash: Hex; readonly raw: Hex; readonly nonce: bigint };

export function batchPostsOf(sender: Sender, deployment: Deployment) {
  const vault = { address: deployment.vault, abi: bountyVaultAbi } as const;
  const call = (purpose: string, data: Hex) => ({ purpose, to: deployment.vault, data });
  return {
    /**
     * Tries the batch on the chain's state, then signs it with a nonce that is its own. Sends nothing: store what comes
     * back, then `broadcast` it. The same draft again gives the very same bytes while their nonce is not spent.
     * @throws AppError `chain_rejected` when the vault would refuse it, `unavailable` when money for gas is missing.
     */
    signBatch: (draft: BatchDraft): Promise<SignedBatch> =>
      onChain(async () => {
        const { ledgerId, batchId, root, total, evidenceHash, allocations } = draft;
        const args = [ledgerId, batchId, root, total, evidenceHash, allocations] as const;
        const settle = { ...vault, functionName: "settle", args } as const;
        await sender.reader.simulateContract({ ...settle, account: sender.wallet.account.address });
        const { hash, raw, nonce } = await signCall(sender, call(batchPurpose(draft), encodeFunctionData(settle)));
        return { hash, raw, nonce };
      }),

    /** Sends signed bytes. Content when the chain knows them already or has spent their nonce: ask `isSpent`. */
    broadcast: (raw: Hex) => onChain(() => broadcast(sender, raw)),

    /** Whether a mined transaction of the operator has used the nonce of these signed bytes. */
    isSpent: (raw: Hex) => onChain(() => isSpent(sender, raw)),

    /** Pays an aligned subtree of leaves and waits for the receipt. Leaves that cannot be paid stay claimable. */
    sweep({ header, first, packed, proof }: SweepArgs): Promise<Mined> {
      const args = [header, BigInt(first), packed, proof] as const;
      const data = encodeFunctionData({ abi: bountyVaultAbi, functionName: "sweep", args });
      return sendCall(sender, call(`sweep:${header.ledgerId}:${header.batchId}:${first}`, data));
    },

    /** Pays a final batch's fee to the treasury and waits for the receipt; possible once. */
    collectFee(batch: PostedBatch): Promise<Mined> {
      const { root, total, evidenceHash, fee, allocations } = batch;
      const args = [batchHeader(batch), { root, total, evidenceHash, fee }, allocationsHash(allocations)] as const;
      const data = encodeFunctionData({ abi: bountyVaultAbi, functionName: "collectFee", args });
      return sendCall(sender, call(`fee:${batch.ledgerId}:${batch.batchId}`, data));
    },

    /** One pass over everything that the operator's account has sent and that is not in a block for good. */
    tendTransactions: () => tend(sender),
  };
}

/** What a batch's nonces are taken for. */
const batchPurpose = ({ ledgerId, batchId }: Pick<BatchDraft, "ledgerId" | "batchId">): string =>
  `batch:${ledgerId}:${batchId}`;

async function isSpent({ reader, wallet }: Sender, raw: Hex): Promise<boolean> {
  const { nonce = 0 } = parseTransaction(raw as TransactionSerialized);
  return nonce < (await reader.getTransactionCount({ address: wallet.account.address, blockTag: "latest" }));
}
