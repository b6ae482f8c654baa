import { keyIdOf, sessionKeyTypedData } from "@/lib/annotators/session-key";
import type { Api } from "./api";
import type { ChainTerms } from "./chain-terms";
import { localStore } from "./local-store";
import { base64url, type SubmitKey, storedKey, submitKey } from "./session-key";

/** How long a browser's key may sign: seven days, in seconds. */
const LIFE_S = 7 * 24 * 3600;

export type TypedDataSigner = (data: ReturnType<typeof sessionKeyTypedData>) => Promise<string>;

/** A fresh P-256 pair; the private half is not extractable. `publicKey` is its SPKI, base64url. */
export async function makeKeyPair(): Promise<{ readonly privateKey: CryptoKey; readonly publicKey: string }> {
  const pair = await crypto.subtle.generateKey({ name: "ECDSA", namedCurve: "P-256" }, false, ["sign", "verify"]);
  return { privateKey: pair.privateKey, publicKey: base64url(await crypto.subtle.exportKey("spki", pair.publicKey)) };
}

/** Has the account authorise a public key by one EIP-712 signature, and registers it. Returns the key's id. */
export async function registerKey(
  api: Api,
  terms: Pick<ChainTerms, "chainId" | "vault">,
  key: { readonly annotator: `0x${string}`; readonly publicKey: string; readonly nowMs: number },
  signTypedData: TypedDataSigner,
): Promise<{ readonly keyId: string; readonly expiresAtS: number }> {
  const expiresAtS = Math.floor(key.nowMs / 1000) + LIFE_S;
  const signature = await signTypedData(
    sessionKeyTypedData({
      chainId: terms.chainId,
      vault: terms.vault,
      annotator: key.annotator,
      publicKey: key.publicKey,
      expiresAtS,
    }),
  );
  await api.send("POST", "/api/v1/session-keys", { publicKey: key.publicKey, expiresAtS, signature });
  return { keyId: keyIdOf(key.publicKey), expiresAtS };
}

/** This browser's key for the account: kept in IndexedDB, made and authorised (one signature) when there is none. */
export async function browserKey(
  api: Api,
  terms: ChainTerms,
  annotator: `0x${string}`,
  signTypedData: TypedDataSigner,
): Promise<SubmitKey> {
  const stored = await storedKey(terms, annotator);
  if (stored) return stored;
  const owner = `${terms.chainId}:${terms.vault}:${annotator}`.toLowerCase();
  const nowMs = Date.now();
  const pair = await makeKeyPair();
  const made = await registerKey(api, terms, { annotator, publicKey: pair.publicKey, nowMs }, signTypedData);
  await (await localStore()).keys.put({ owner, ...pair, ...made });
  return submitKey(made.keyId, pair.privateKey);
}
