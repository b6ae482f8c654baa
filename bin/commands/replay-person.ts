import { type Api, createApi } from "../../lib/client/api";
import type { ChainTerms } from "../../lib/client/chain-terms";
import { signIn } from "../../lib/client/sign-in";
import type { Wallet } from "../../lib/client/wallet-port";
import { cookieFetch } from "./cookie-fetch";
import { localWallet } from "./local-wallet";
import { Usage } from "./usage";

/** One signed-in person with a wallet of its own. */
export type Person = { readonly base: string; readonly api: Api; readonly terms: ChainTerms; readonly wallet: Wallet };

/** A fresh wallet, filled by the dev chain's faucet, signed in at the server. `send` carries the requests. */
export async function enter(base: string, send: typeof fetch = fetch): Promise<Person> {
  const api = createApi(base, cookieFetch(send));
  const terms = await api.get<ChainTerms>("/api/v1/chain");
  if (!terms.dev) throw new Usage(`${base} is on ${terms.name}: a replay makes fresh wallets and needs a dev chain.`);
  const wallet = localWallet(terms, base);
  await signIn(api, wallet);
  await api.send("POST", "/api/v1/dev/faucet", { address: wallet.address });
  return { base, api, terms, wallet };
}
