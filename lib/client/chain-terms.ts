import { defineChain } from "viem";

/** What GET /api/v1/chain says: where the money is. Amounts are base units of `token`. */
export type ChainTerms = {
  readonly chainId: number;
  readonly name: string;
  /** On the dev chain a path on this server (`/api/v1/rpc`). */
  readonly rpcUrl: string;
  readonly vault: `0x${string}`;
  readonly token: {
    readonly address: `0x${string}`;
    readonly symbol: string;
    readonly decimals: number;
    readonly permit: boolean;
  };
  readonly ledgerId: string;
  readonly windowS: number;
  readonly graceS: number;
  readonly feeBps: number;
  readonly dev: boolean;
  /** Whether the operator sends annotators' claims at its own cost. */
  readonly relays: boolean;
  /** Where operators' stakes lie, and what a challenger gets of a slashed one. */
  readonly operatorStake: `0x${string}`;
  readonly refereeVersion: string;
  readonly refereeHash: string;
};

/** The chain as viem and wagmi want it; `base` completes a relative RPC path. */
export function viemChain(terms: ChainTerms, base: string) {
  return defineChain({
    id: terms.chainId,
    name: terms.name,
    nativeCurrency: { name: "Ether", symbol: "ETH", decimals: 18 },
    rpcUrls: { default: { http: [new URL(terms.rpcUrl, base).href] } },
    testnet: terms.dev,
  });
}
