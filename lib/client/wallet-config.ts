import { createConfig, http, injected } from "wagmi";
import { type ChainTerms, viemChain } from "./chain-terms";
import { DEMO_WALLETS, demoWallet } from "./demo-wallet";

const made = new Map<number, ReturnType<typeof make>>();

/** The one wagmi configuration of this page: wallets found by EIP-6963, and the demo wallets on the dev chain. */
export function walletConfig(terms: ChainTerms) {
  const config = made.get(terms.chainId) ?? make(terms);
  made.set(terms.chainId, config);
  return config;
}

function make(terms: ChainTerms) {
  const chain = viemChain(terms, window.location.origin);
  return createConfig({
    chains: [chain],
    connectors: [injected(), ...(terms.dev ? DEMO_WALLETS.map(demoWallet) : [])],
    transports: { [chain.id]: http(chain.rpcUrls.default.http[0]) },
    ssr: false,
  });
}
