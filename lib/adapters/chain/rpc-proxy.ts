/** JSON-RPC of a development chain for browsers on our own origin: reading, and sending what a wallet has signed. */
import { z } from "zod";
import { AppError } from "@/lib/kernel/errors";

const METHODS = new Set([
  "eth_blockNumber",
  "eth_call",
  "eth_chainId",
  "eth_estimateGas",
  "eth_feeHistory",
  "eth_gasPrice",
  "eth_getBalance",
  "eth_getBlockByHash",
  "eth_getBlockByNumber",
  "eth_getCode",
  "eth_getLogs",
  "eth_getStorageAt",
  "eth_getTransactionByHash",
  "eth_getTransactionCount",
  "eth_getTransactionReceipt",
  "eth_maxPriorityFeePerGas",
  "eth_sendRawTransaction",
  "eth_syncing",
  "net_version",
  "web3_clientVersion",
]);

const Call = z.object({
  jsonrpc: z.literal("2.0"),
  id: z.union([z.string(), z.number(), z.null()]).optional(),
  method: z.string(),
  params: z.unknown().optional(),
});
const Calls = z.union([Call, z.array(Call).min(1).max(100)]);

/** Hands calls on to the node and answers what it answered. Methods that could move the chain's clock or forge are refused. */
export async function forwardRpc(rpcUrl: string, body: unknown): Promise<unknown> {
  const calls = Calls.safeParse(body);
  if (!calls.success) throw new AppError("malformed", "This is not a JSON-RPC 2.0 call.");
  const refused = [calls.data].flat().find(({ method }) => !METHODS.has(method));
  if (refused) throw new AppError("forbidden", `The method ${refused.method} is not open here.`);
  try {
    const reply = await fetch(rpcUrl, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(calls.data),
      signal: AbortSignal.timeout(15_000),
    });
    return await reply.json();
  } catch (cause) {
    throw new AppError("chain_unavailable", "The chain does not answer. Nothing was sent; try again in a moment.", {
      cause,
    });
  }
}
