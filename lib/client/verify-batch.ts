import { createPublicClient, http, type PublicClient } from "viem";
import { verifyTypedData as verifyOnChain } from "viem/actions";
import { verifyTypedData as verifyByKey } from "viem/utils";
import { bountyVaultAbi } from "@/lib/abi";
import { AppError } from "@/lib/kernel/errors";
import { type BatchAllocation, batchCommit } from "@/lib/settlement/claim-args";
import { batchKey } from "@/lib/settlement/sum-tree";
import type { BatchAddress, ChainBatch, VerifyDeps } from "@/lib/settlement/verify";
import { p256Verifier } from "@/lib/settlement/verify-signatures";

/**
 * What verification asks of the outside: signatures of wallets, of session keys, and the vault. Without an RPC address a
 * file is checked in itself: the chain is not asked, and contract wallets (ERC-1271) cannot be.
 */
export function verifyDeps(rpcUrl: string | undefined, onProgress?: VerifyDeps["onProgress"]): VerifyDeps {
  const client = rpcUrl === undefined ? undefined : createPublicClient({ transport: http(rpcUrl, { batch: true }) });
  return {
    verifyTypedData: async (signed) => {
      const plain = signed as unknown as Parameters<typeof verifyByKey>[0];
      if (await verifyByKey(plain).catch(() => false)) return true;
      return client ? verifyOnChain(client, plain as unknown as Parameters<typeof verifyOnChain>[1]) : false;
    },
    verifyP256: p256Verifier(crypto.subtle),
    chain: client && { batch: (at) => inWords(() => readBatch(client, at)) },
    onProgress,
  };
}

async function inWords<T>(read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (cause) {
    throw new AppError(
      "chain_unavailable",
      "The chain's RPC endpoint does not answer as it should. Try again, or give another one.",
      {
        cause,
      },
    );
  }
}

/**
 * A batch as the vault knows it: the `Settled` event, believed only when its fields hash to the commitment that the vault
 * stores. Null when the batch was never posted, was voided, or the node is on another chain.
 */
async function readBatch(client: PublicClient, at: BatchAddress): Promise<ChainBatch | null> {
  if ((await client.getChainId()) !== at.chainId) return null;
  const [log] = await client.getContractEvents({
    address: at.vault,
    abi: bountyVaultAbi,
    eventName: "Settled",
    args: { ledgerId: at.ledgerId, batchId: at.batchId },
    fromBlock: 0n,
    strict: true,
  });
  if (!log) return null;
  const vault = { address: at.vault, abi: bountyVaultAbi };
  const { token } = await client.readContract({ ...vault, functionName: "ledgerOf", args: [at.ledgerId] });
  const { root, total, claimableAt, evidenceHash, fee, allocations } = log.args;
  const posted = {
    ...at,
    root,
    total,
    token,
    evidenceHash,
    fee,
    claimableAtS: Number(claimableAt),
    allocations: allocations as readonly BatchAllocation[],
  };
  const stored = await client.readContract({
    ...vault,
    functionName: "commitOf",
    args: [batchKey(at.chainId, at.vault, at.ledgerId, at.batchId)],
  });
  return stored === batchCommit(posted) ? { root, total, evidenceHash } : null;
}
