import type { Abi, Hex } from "viem";

/** Something the wallet or the chain said no to, in words that say what is safe and what to do. */
export class WalletError extends Error {
  override readonly name = "WalletError";
  readonly rejected: boolean;

  constructor(message: string, options: { cause?: unknown; rejected?: boolean } = {}) {
    super(message, { cause: options.cause });
    this.rejected = options.rejected ?? false;
  }
}

export type ContractCall = {
  readonly address: `0x${string}`;
  readonly abi: Abi | readonly unknown[];
  readonly functionName: string;
  readonly args: readonly unknown[];
};

/** A connected wallet on the right chain. */
export type Wallet = {
  readonly address: `0x${string}`;
  signMessage(message: string): Promise<string>;
  signTypedData(data: unknown): Promise<Hex>;
  read<T>(call: ContractCall): Promise<T>;
  /** Tries the call on the chain first, then asks the wallet (`onTried` tells between), and gives the transaction's hash. */
  send(call: ContractCall, onTried?: () => void): Promise<Hex>;
  /** Waits until the transaction is in a block. Throws where it was reverted. */
  mined(hash: Hex): Promise<void>;
};
