/** The operator's transactions: posting a batch in two phases, paying it out, collecting its fee. */
import { BaseError, encodeFunctionData, keccak256, parseTransaction, type TransactionSerialized } from "viem";
import { bountyVaultAbi } from "@/lib/abi";
import { AppError } from "@/lib/kernel/errors";
import { allocationsHash, batchHeader, type PostedBatch } from "@/lib/settlement/claim-args";
import type { BatchDraft, SweepArgs } from "@/lib/settlement/ports";
import type { Hex } from "@/lib/settlement/sum-tree";
import type { Deployment } from "./deployment";
import { onChain, type PublicRpc, type WalletRpc } from "./rpc";

export type SignedBatch = { readonly hash: Hex; readonly raw: Hex; readonly nonce: number };

export type Mined = { readonly txHash: Hex };

type Operator = { readonly reader: PublicRpc; readonly wallet: WalletRpc; readonly deployment: Deployment };

export function batchPostsOf(operator: Operator) {
  const vault = { address: operator.deployment.vault, abi: bountyVaultAbi } as const;
  return {
    /**
     * Tries the batch on the chain's state, then signs it with the operator's next free nonce. Sends nothing: store
     * what comes back, then `broadcast` it, and broadcast the very same bytes after a crash.
     * @throws AppError `chain_rejected` when the vault would refuse it.
     */
    signBatch: (draft: BatchDraft) => onChain(() => signBatch(operator, draft)),

    /** Sends signed bytes. Content when the chain knows them already or has spent their nonce: ask `isSpent`. */
    broadcast: (raw: Hex) => onChain(() => broadcast(operator, raw)),

    /** Whether a mined transaction of the operator has used the nonce of these signed bytes. */
    isSpent: (raw: Hex) => onChain(() => isSpent(operator, raw)),

    /** Pays an aligned subtree of leaves and waits for the receipt. Leaves that cannot be paid stay claimable. */
    sweep({ header, first, packed, proof }: SweepArgs): Promise<Mined> {
      const args = [header, BigInt(first), packed, proof] as const;
      return mined(operator, () => operator.wallet.writeContract({ ...vault, functionName: "sweep", args }));
    },

    /** Pays a final batch's fee to the treasury and waits for the receipt; possible once. */
    collectFee(batch: PostedBatch): Promise<Mined> {
      const { root, total, evidenceHash, fee, allocations } = batch;
      const args = [batchHeader(batch), { root, total, evidenceHash, fee }, allocationsHash(allocations)] as const;
      return mined(operator, () => operator.wallet.writeContract({ ...vault, functionName: "collectFee", args }));
    },
  };
}

async function signBatch({ reader, wallet, deployment }: Operator, draft: BatchDraft): Promise<SignedBatch> {
  const { ledgerId, batchId, root, total, evidenceHash, allocations } = draft;
  const args = [ledgerId, batchId, root, total, evidenceHash, allocations] as const;
  const call = { address: deployment.vault, abi: bountyVaultAbi, functionName: "settle", args } as const;
  await reader.simulateContract({ ...call, account: wallet.account });
  const nonce = await reader.getTransactionCount({ address: wallet.account.address, blockTag: "pending" });
  const data = encodeFunctionData(call);
  const request = await wallet.prepareTransactionRequest({ to: deployment.vault, data, nonce });
  const raw = await wallet.signTransaction(request);
  return { hash: keccak256(raw), raw, nonce };
}

async function broadcast({ reader }: Operator, raw: Hex): Promise<void> {
  try {
    await reader.sendRawTransaction({ serializedTransaction: raw });
  } catch (error) {
    if (!isOldNews(error)) throw error;
  }
}

/** What nodes say of a transaction they have, or whose nonce was used: each node in its own words. */
function isOldNews(error: unknown): boolean {
  const words = error instanceof BaseError ? `${error.shortMessage} ${error.details}` : "";
  return /already known|already imported|known transaction|nonce too low|nonce is lower/i.test(words);
}

async function isSpent({ reader, wallet }: Operator, raw: Hex): Promise<boolean> {
  const { nonce = 0 } = parseTransaction(raw as TransactionSerialized);
  return nonce < (await reader.getTransactionCount({ address: wallet.account.address, blockTag: "latest" }));
}

function mined({ reader }: Operator, send: () => Promise<Hex>): Promise<Mined> {
  return onChain(async () => {
    const txHash = await send();
    const { status } = await reader.waitForTransactionReceipt({ hash: txHash });
    if (status === "reverted") throw new AppError("chain_rejected", `The transaction ${txHash} was reverted`);
    return { txHash };
  });
}
