import type { Trouble } from "@/lib/settlement/chain-words";
import type { ChainTerms } from "./chain-terms";

/**
 * What leads out of a trouble: `again` (the same button), `look` (wait on for the transaction that was sent; a second one
 * would pay twice), `faucet` (test tokens and gas), `connect` (the sign-in dialog).
 */
export type WayOut = { readonly act: "again" | "look" | "faucet" | "connect"; readonly label: string };

/** The button beside a trouble, by what went wrong. */
export function wayOut(trouble: Trouble | undefined, { dev }: Pick<ChainTerms, "dev">): WayOut {
  switch (trouble) {
    case "stuck":
      return { act: "look", label: "Look again" };
    case "no-wallet":
      return { act: "connect", label: "Connect the wallet" };
    case "wrong-chain":
      return { act: "again", label: "Switch and try again" };
    case "low-balance":
    case "no-gas":
      return dev
        ? { act: "faucet", label: "Get 1,000 test tokens and gas" }
        : { act: "again", label: "I have added some: try again" };
    default:
      return { act: "again", label: "Try again" };
  }
}
