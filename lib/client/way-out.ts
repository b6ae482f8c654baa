import type { Trouble } from "@/lib/settlement/chain-words";
import type { ChainTerms } from "./chain-terms";

/**
 * What leads out of a trouble: `again` (the same button), `look` (wait on for the transaction that was sent; a second one
 * would pay twice), `faucet` (test tokens and gas), `connect` (the sign-in dialog).
 */
export type WayOut = {
  readonly act: "again" | "look" | "faucet" | "connect";
  /** What its button says: `way-<words>` of the words about money. */
  readonly words: "again" | "look" | "faucet" | "connect" | "switch" | "added";
};

/** The button beside a trouble, by what went wrong. */
export function wayOut(trouble: Trouble | undefined, { dev }: Pick<ChainTerms, "dev">): WayOut {
  switch (trouble) {
    case "stuck":
      return { act: "look", words: "look" };
    case "no-wallet":
      return { act: "connect", words: "connect" };
    case "wrong-chain":
      return { act: "again", words: "switch" };
    case "low-balance":
    case "no-gas":
      return dev ? { act: "faucet", words: "faucet" } : { act: "again", words: "added" };
    default:
      return { act: "again", words: "again" };
  }
}
