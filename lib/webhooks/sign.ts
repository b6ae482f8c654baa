import { hmac } from "@noble/hashes/hmac";
import { sha256 } from "@noble/hashes/sha2";

const MARK = "whsec_";
/** Bytes of chance in a secret: Standard Webhooks asks for 24 to 64. */
export const SECRET_BYTES = 32;

/** A secret's text, as the libraries of Standard Webhooks take it. */
export const secretText = (random: Uint8Array): string => MARK + base64(random);

/** The headers by which a receiver knows who sent a message, when, and that nobody has changed it. */
export type SignedHeaders = {
  readonly "webhook-id": string;
  /** Unix seconds of this try: receivers refuse what is older than a few minutes. */
  readonly "webhook-timestamp": string;
  readonly "webhook-signature": string;
};

/**
 * Signs a message by Standard Webhooks 1.0: `v1,` and the base64 of HMAC-SHA256 over `id.timestamp.body` under the secret's bytes.
 * Throws a RangeError for a text that is no secret.
 */
export function signMessage(secret: string, id: string, timestampS: number, body: string): SignedHeaders {
  const text = `${id}.${timestampS}.${body}`;
  const mac = hmac(sha256, keyOf(secret), new TextEncoder().encode(text));
  return { "webhook-id": id, "webhook-timestamp": String(timestampS), "webhook-signature": `v1,${base64(mac)}` };
}

function keyOf(secret: string): Uint8Array {
  if (!secret.startsWith(MARK)) throw new RangeError("a webhook's secret begins with whsec_");
  return Uint8Array.from(atob(secret.slice(MARK.length)), (char) => char.charCodeAt(0));
}

const base64 = (bytes: Uint8Array) => btoa(String.fromCharCode(...bytes));
