import { base64UrlText, keyIdOf, sessionKeyTypedData } from "@/lib/annotators/session-key";
import type { Api } from "./api";
import type { ChainTerms } from "./chain-terms";
import { localStore } from "./local-store";

/** How long a browser's key may sign: seven days, in seconds. */
const LIFE_S = 7 * 24 * 3600;
/** Made anew when less than this is left, so that no answer is signed by a key about to expire. */
const SPARE_S = 6 * 3600;

/** A key that signs submits: its id, and the signature (P-256, 64 bytes, base64url) of some bytes. */
export type SubmitKey = { readonly keyId: string; sign(message: Uint8Array): Promise<string> };

export type TypedDataSigner = (data: ReturnType<typeof sessionKeyTypedData>) => Promise<string>;

/** A fresh P-256 pair; the private half is not extractable. `publicKey` is its SPKI, base64url. */
export async function makeKeyPair(): Promise<{ readonly privateKey: CryptoKey; readonly publicKey: string }> {
  const pair = await crypto.subtle.generateKey({ name: "ECDSA", namedCurve: "P-256" }, false, ["sign", "verify"]);
  return { privateKey: pair.privateKey, publicKey: base64url(await crypto.subtle.exportKey("spki", pair.publicKey)) };
}

/** The SubmitKey of a pair that the server already knows. */
export function submitKey(keyId: string, privateKey: CryptoKey): SubmitKey {
  const algorithm = { name: "ECDSA", hash: "SHA-256" };
  return {
    keyId,
    sign: async (message) => base64url(await crypto.subtle.sign(algorithm, privateKey, message as BufferSource)),
  };
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
  const owner = `${terms.chainId}:${terms.vault}:${annotator}`.toLowerCase();
  const stored = await (await localStore()).keys.get(owner);
  const nowMs = Date.now();
  if (stored && stored.expiresAtS > nowMs / 1000 + SPARE_S) return submitKey(stored.keyId, stored.privateKey);
  const pair = await makeKeyPair();
  const made = await registerKey(api, terms, { annotator, publicKey: pair.publicKey, nowMs }, signTypedData);
  await (await localStore()).keys.put({ owner, ...pair, ...made });
  return submitKey(made.keyId, pair.privateKey);
}

/** The stored key if it is still good: labeling can go on without the wallet. */
export async function storedKey(terms: ChainTerms, annotator: string): Promise<SubmitKey | undefined> {
  const stored = await (await localStore()).keys.get(`${terms.chainId}:${terms.vault}:${annotator}`.toLowerCase());
  if (!stored || stored.expiresAtS <= Date.now() / 1000 + SPARE_S) return undefined;
  return submitKey(stored.keyId, stored.privateKey);
}

/** Forgets the stored key with this id, so that the next start makes a new one. */
export async function forgetKey(terms: ChainTerms, annotator: string, keyId: string): Promise<void> {
  const owner = `${terms.chainId}:${terms.vault}:${annotator}`.toLowerCase();
  const { keys } = await localStore();
  await keys
    .where({ owner })
    .and((stored) => stored.keyId === keyId)
    .delete();
}

const base64url = (bytes: ArrayBuffer): string => base64UrlText(new Uint8Array(bytes));
