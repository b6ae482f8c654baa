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

type RpcCall = z.infer<typeof Call>;

/**
 * Hands calls on to the node and answers what it answered. Methods that could move the chain's clock or forge are
 * answered with JSON-RPC's "method not found": wallets try them and fall back.
 */
export async function forwardRpc(rpcUrl: string, body: unknown): Promise<unknown> {
  const parsed = z.union([Call, z.array(Call).min(1).max(100)]).safeParse(body);
  if (!parsed.success) throw new AppError("malformed", "This is not a JSON-RPC 2.0 call.");
  const { data } = parsed;
  if (!Array.isArray(data)) return METHODS.has(data.method) ? ask(rpcUrl, data) : notOpen(data);
  const open = data.filter(({ method }) => METHODS.has(method));
  const answers = open.length > 0 ? await ask(rpcUrl, open) : [];
  const shut = data.filter(({ method }) => !METHODS.has(method));
  return [...(Array.isArray(answers) ? answers : [answers]), ...shut.map(notOpen)];
}

const notOpen = ({ id = null, method }: RpcCall) => ({
  jsonrpc: "2.0",
  id,
  error: { code: -32601, message: `the method ${method} is not open here` },
});

async function ask(rpcUrl: string, calls: RpcCall | readonly RpcCall[]): Promise<unknown> {
  try {
    const reply = await fetch(rpcUrl, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(calls),
      signal: AbortSignal.timeout(15_000),
    });
    return await reply.json();
  } catch (cause) {
    throw new AppError("chain_unavailable", "The chain does not answer. Nothing was sent; try again in a moment.", {
      cause,
    });
  }
}
