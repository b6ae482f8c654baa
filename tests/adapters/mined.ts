import { createPublicClient, type Hex, http } from "viem";
import { foundry } from "viem/chains";

/**
 * Waits until a transaction that was sent is in a block, and went through.
 * A node answers with the hash before it makes the block: a test that goes on at once, and moves the clock,
 * would put the transaction into a later time than it was sent in.
 */
export async function mined(rpcUrl: string, sent: Promise<Hex>): Promise<Hex> {
  const node = createPublicClient({ chain: foundry, transport: http(rpcUrl), pollingInterval: 25 });
  const { status, transactionHash } = await node.waitForTransactionReceipt({ hash: await sent });
  if (status !== "success") throw new Error(`The transaction ${transactionHash} was reverted.`);
  return transactionHash;
}
