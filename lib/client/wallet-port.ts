import type { Abi, Hex } from "viem";
import { rpcWords, type Trouble, troubleOf } from "@/lib/settlement/chain-words";

/** Something the wallet or the chain said no to, in words that say what is safe; `trouble` says which way leads out. */
export class WalletError extends Error {
  override readonly name = "WalletError";
  readonly trouble: Trouble;
  /** The transaction that is on its way, where there is one: wait for it, send no second. */
  readonly hash: Hex | undefined;

  constructor(trouble: Trouble, options: { words?: string; cause?: unknown; hash?: Hex } = {}) {
    super(options.words ?? rpcWords(trouble), { cause: options.cause });
    this.trouble = trouble;
    this.hash = options.hash;
  }

  /** Anything that a wallet, a node or a contract threw, in words. */
  static of(error: unknown, hash?: Hex): WalletError {
    if (error instanceof WalletError) return error;
    const { trouble, words } = troubleOf(error);
    return new WalletError(trouble, { words, cause: error, ...(hash ? { hash } : {}) });
  }
}

export type ContractCall = {
  readonly address: `0x${string}`;
  readonly abi: Abi | readonly unknown[];
  readonly functionName: string;
  readonly args: readonly unknown[];
  /** Wei that go with the call. */
  readonly value?: bigint;
};

/** A connected wallet on the right chain. What goes wrong is thrown as `WalletError`. */
export type Wallet = {
  readonly address: `0x${string}`;
  signMessage(message: string): Promise<string>;
  signTypedData(data: unknown): Promise<Hex>;
  read<T>(call: ContractCall): Promise<T>;
  /** Tries the call on the chain first, then asks the wallet (`onTried` tells between), and gives the transaction's hash. */
  send(call: ContractCall, onTried?: () => void): Promise<Hex>;
  /**
   * Waits until the transaction is in a block; one that the wallet has sped up counts. Throws where it was reverted,
   * cancelled, pushed aside, or is not in a block after a long while (`stuck`).
   */
  mined(hash: Hex): Promise<void>;
  /** Unix seconds by which signatures must still be good: the later of this clock and the chain's. */
  clockS(): Promise<number>;
};
