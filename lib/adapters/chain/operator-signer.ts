/** The operator's account from where its key is kept: the environment, a file, or a signer that never gives it away. */
import { readFile } from "node:fs/promises";
import { isAddressEqual, recoverTransactionAddress, type TransactionSerialized, toHex } from "viem";
import { type LocalAccount, privateKeyToAccount, toAccount } from "viem/accounts";
import { z } from "zod";
import type { OperatorSource } from "@/lib/env";
import { AppError } from "@/lib/kernel/errors";
import type { Hex } from "@/lib/settlement/sum-tree";

const TIMEOUT_MS = 15_000;

/** @throws AppError `unavailable` when the file is missing or holds no key. */
export async function operatorSigner(source: OperatorSource): Promise<LocalAccount> {
  if (source.kind === "key") return privateKeyToAccount(source.key);
  if (source.kind === "remote") return remoteSigner(source.url, source.address);
  const text = await readFile(source.file, "utf8").catch((cause: unknown) => {
    throw new AppError("unavailable", `OPERATOR_KEY_FILE: ${source.file} cannot be read.`, { cause });
  });
  const key = text.trim();
  if (/^0x[0-9a-fA-F]{64}$/.test(key)) return privateKeyToAccount(key as Hex);
  throw new AppError("unavailable", `OPERATOR_KEY_FILE: ${source.file} must hold 0x and 64 hex digits, nothing else.`);
}

const Reply = z.object({
  result: z.union([z.string(), z.object({ raw: z.string() })]).optional(),
  error: z.object({ message: z.string() }).optional(),
});

/** Signs by JSON-RPC `eth_signTransaction` (web3signer and the like). What comes back is checked to be that account's. */
function remoteSigner(url: string, address: Hex): LocalAccount {
  const not = async (): Promise<never> => {
    throw new AppError("unavailable", "This signer signs transactions only.");
  };
  return toAccount({
    address,
    signMessage: not,
    signTypedData: not,
    signTransaction: async (tx) => {
      const words = { from: address, to: tx.to, data: tx.data ?? "0x", value: tx.value, gas: tx.gas, nonce: tx.nonce };
      const price = {
        gasPrice: tx.gasPrice,
        maxFeePerGas: tx.maxFeePerGas,
        maxPriorityFeePerGas: tx.maxPriorityFeePerGas,
      };
      const raw = await ask(url, hexWords({ ...words, ...price, chainId: tx.chainId }));
      const signer = await recoverTransactionAddress({ serializedTransaction: raw as TransactionSerialized });
      if (isAddressEqual(signer, address)) return raw as never;
      throw new AppError("unavailable", `OPERATOR_SIGNER_URL signed for ${signer}, not for ${address}.`);
    },
  });
}

/** Quantities as hex; what is absent stays away. */
function hexWords(tx: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const known = Object.entries(tx).filter(([, value]) => value !== undefined && value !== null);
  const hex = (value: unknown) => (typeof value === "number" || typeof value === "bigint" ? toHex(value) : value);
  return Object.fromEntries(known.map(([name, value]) => [name, hex(value)]));
}

async function ask(url: string, tx: Record<string, unknown>): Promise<Hex> {
  const body = JSON.stringify({ jsonrpc: "2.0", id: 1, method: "eth_signTransaction", params: [tx] });
  const headers = { "content-type": "application/json" };
  try {
    const reply = await fetch(url, { method: "POST", headers, body, signal: AbortSignal.timeout(TIMEOUT_MS) });
    const { result, error } = Reply.parse(await reply.json());
    if (error || result === undefined) throw new Error(error?.message ?? "no result");
    return (typeof result === "string" ? result : result.raw) as Hex;
  } catch (cause) {
    const words = cause instanceof Error ? cause.message : String(cause);
    throw new AppError("unavailable", `The operator's signer did not sign: ${words}`, { cause });
  }
}
