/** Whether an account signed something: by its key, or, for a contract account, by asking it (ERC-1271, ERC-6492). */
import { type TypedDataDefinition, verifyMessage, verifyTypedData } from "viem";
import type { Hex } from "@/lib/settlement/sum-tree";
import { onChain, type PublicRpc } from "./rpc";

export type SignedMessage = { readonly address: Hex; readonly message: string; readonly signature: Hex };
export type SignedTypedData = TypedDataDefinition & { readonly address: Hex; readonly signature: Hex };

/** Ordinary keys are checked without the chain, so people can sign in while it is down. */
export function signaturesOf(reader: PublicRpc) {
  return {
    /** Whether the address signed this text (EIP-191). */
    async verifySignature(signed: SignedMessage): Promise<boolean> {
      return (await holds(verifyMessage(signed))) || onChain(() => reader.verifyMessage(signed));
    },

    /** Whether the address signed this EIP-712 data. */
    async verifyTypedData(signed: SignedTypedData): Promise<boolean> {
      return (await holds(verifyTypedData(signed))) || onChain(() => reader.verifyTypedData(signed));
    },
  };
}

/** False also for bytes that are no signature of a key at all: a contract account may still accept them. */
function holds(check: Promise<boolean>): Promise<boolean> {
  return check.catch(() => false);
}
