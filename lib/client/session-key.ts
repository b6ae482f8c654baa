import { base64UrlText } from "@/lib/kernel/base64url";
import type { ChainTerms } from "./chain-terms";
import { localStore } from "./local-store";

/** A key is made anew when less than this is left, so that no answer is signed by a key about to expire. */
const SPARE_S = 6 * 3600;

/** A key that signs submits: its id, and the signature (P-256, 64 bytes, base64url) of some bytes. */
export type SubmitKey = { readonly keyId: string; sign(message: Uint8Array): Promise<string> };

/** The SubmitKey of a pair that the server already knows. */
export function submitKey(keyId: string, privateKey: CryptoKey): SubmitKey {
  const algorithm = { name: "ECDSA", hash: "SHA-256" };
  return {
    keyId,
    sign: async (message) => base64url(await crypto.subtle.sign(algorithm, privateKey, message as BufferSource)),
  };
}

/** The stored key if it is still good: labeling can go on without the wallet. */
export async function storedKey(
  terms: Pick<ChainTerms, "chainId" | "vault">,
  annotator: string,
): Promise<SubmitKey | undefined> {
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

export const base64url = (bytes: ArrayBuffer): string => base64UrlText(new Uint8Array(bytes));
