/** Signs, stores and sends an operator's transactions, in this order: what was sent is always known, whoever dies. */
import { BaseError, keccak256, parseTransaction, type TransactionSerialized } from "viem";
import { AppError } from "@/lib/kernel/errors";
import type { Hex } from "@/lib/settlement/sum-tree";
import type { OperatorBook, OperatorCall, StoredTx, TakenNonce } from "./operator-book";
import { onChain, type PublicRpc, type WalletRpc } from "./rpc";

/** When a transaction counts as stuck, and what may be paid for getting it through. */
export type FeePolicy = {
  readonly stuckMs: number;
  /** The most a unit of gas may ever cost, wei. */
  readonly capWei: bigint;
};

export type Sender = {
  readonly reader: PublicRpc;
  readonly wallet: WalletRpc;
  readonly book: OperatorBook;
  readonly fees: FeePolicy;
  readonly chainId: number;
  now(): number;
  /** A name for this process's hold on a nonce: never the same twice. */
  token(): string;
};

export type Mined = { readonly txHash: Hex };

/** Room for a state that has moved on between the estimate and the block, in percent. */
const GAS_ROOM = 120n;

/**
 * Signed bytes for this call, stored before they are answered: the stored ones when the very same call was signed before
 * and its nonce is not spent. Sends nothing.
 * @throws AppError `unavailable` when the account cannot pay for gas, `conflict` when another worker signs it just now.
 */
export async function signCall(sender: Sender, call: OperatorCall): Promise<StoredTx & { readonly nonce: bigint }> {
  const { book, wallet } = sender;
  const holder = sender.token();
  const { to, data } = call;
  // Priced before a nonce is taken: a call that the chain refuses must leave no gap.
  const priced = await wallet.prepareTransactionRequest({ to, data, parameters: ["gas", "fees", "type", "chainId"] });
  const taken = await book.take(call, holder, await chainNonces(sender));
  const stored = taken.txs.at(-1);
  if (stored) return { ...stored, nonce: taken.nonce };
  const gas = (BigInt(priced.gas) * GAS_ROOM) / 100n;
  const tx = await signed(sender, { ...priced, gas, nonce: Number(taken.nonce) } as Request);
  if (!(await book.store(taken.nonce, holder, tx))) {
    throw new AppError("conflict", "Another worker signs this transaction just now. It goes on by itself.");
  }
  return { ...tx, nonce: taken.nonce };
}

/** The nonce's newest bytes again with at least an eighth more for gas; undefined when the cap does not allow it. */
export async function signDearer(sender: Sender, taken: TakenNonce): Promise<StoredTx | undefined> {
  const last = taken.txs.at(-1);
  if (!last) return undefined;
  const old = parseTransaction(last.raw as TransactionSerialized);
  const parameters = ["fees", "type"] as const;
  const fresh = await sender.wallet.prepareTransactionRequest({ to: taken.to, data: taken.data, parameters });
  const maxFee = most(eighthMore(last.maxFeeWei), fresh.maxFeePerGas ?? fresh.gasPrice ?? 0n);
  const tip = most(eighthMore(last.tipWei), fresh.maxPriorityFeePerGas ?? 0n);
  if (maxFee > sender.fees.capWei) return undefined;
  const base = { to: taken.to, data: taken.data, value: 0n, gas: old.gas, nonce: Number(taken.nonce) };
  const price = old.type === "legacy" ? { gasPrice: maxFee } : { maxFeePerGas: maxFee, maxPriorityFeePerGas: tip };
  const tx = await signed(sender, { ...base, ...price, chainId: sender.chainId } as never);
  const holder = sender.token();
  await sender.book.take(taken, holder, { mined: taken.nonce, pending: taken.nonce });
  return (await sender.book.store(taken.nonce, holder, tx)) ? tx : undefined;
}

/**
 * Sends signed bytes. Content when the chain knows them, knows dearer ones of their nonce, or has spent the nonce.
 * @throws AppError `conflict` when their nonce is another transaction's by now.
 */
export async function broadcast({ reader, book }: Pick<Sender, "reader" | "book">, raw: Hex): Promise<void> {
  const { nonce = 0 } = parseTransaction(raw as TransactionSerialized);
  if (!(await book.sent(BigInt(nonce), keccak256(raw)))) {
    throw new AppError("conflict", "The nonce of this transaction was given to another one. It is signed anew.");
  }
  try {
    await reader.sendRawTransaction({ serializedTransaction: raw });
  } catch (error) {
    if (!isOldNews(error)) throw error;
  }
}

/** Signs, stores, sends and waits for the receipt; called again after a crash, it waits for the same transaction. */
export function sendCall(sender: Sender, call: OperatorCall): Promise<Mined> {
  return onChain(async () => {
    const tx = await signCall(sender, call);
    await broadcast(sender, tx.raw);
    const receipt = await sender.reader.waitForTransactionReceipt({ hash: tx.hash, timeout: 60_000 });
    if (receipt.status === "reverted") {
      throw new AppError("chain_rejected", `The transaction ${receipt.transactionHash} was reverted`);
    }
    return { txHash: receipt.transactionHash };
  });
}

export async function chainNonces({ reader, wallet }: Pick<Sender, "reader" | "wallet">) {
  const { address } = wallet.account;
  const [mined, pending] = await Promise.all([
    reader.getTransactionCount({ address, blockTag: "latest" }),
    reader.getTransactionCount({ address, blockTag: "pending" }),
  ]);
  return { mined: BigInt(mined), pending: BigInt(Math.max(mined, pending)) };
}

type Request = Parameters<WalletRpc["signTransaction"]>[0];

async function signed({ wallet, now }: Sender, request: Request): Promise<StoredTx> {
  const raw = await wallet.signTransaction(request);
  const { maxFeePerGas, maxPriorityFeePerGas, gasPrice } = parseTransaction(raw as TransactionSerialized);
  const maxFeeWei = maxFeePerGas ?? gasPrice ?? 0n;
  return { hash: keccak256(raw), raw, maxFeeWei, tipWei: maxPriorityFeePerGas ?? 0n, signedAtMs: now() };
}

const eighthMore = (wei: bigint): bigint => wei + wei / 8n + 1n;
const most = (a: bigint, b: bigint): bigint => (a > b ? a : b);

/** What nodes say of a transaction they have, or whose nonce was used: each node in its own words. */
function isOldNews(error: unknown): boolean {
  const words = error instanceof BaseError ? `${error.shortMessage} ${error.details}` : "";
  return /already known|already imported|known transaction|nonce too low|nonce is lower|underpriced/i.test(words);
}
