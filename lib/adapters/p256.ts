/** ECDSA P-256 signatures of browser keys, checked with WebCrypto. */
import type { SubmitSignatures } from "@/lib/annotations/ports";
import { base64UrlBytes } from "@/lib/annotators/session-key";
import { remembering } from "./short-memory";

const CURVE = { name: "ECDSA", namedCurve: "P-256" };
const ALGORITHM = { name: "ECDSA", hash: "SHA-256" };

/** Keys that annotators at work use stay imported for ten minutes. */
export function createP256(): SubmitSignatures {
  const keyOf = remembering(
    (spki: string) => crypto.subtle.importKey("spki", base64UrlBytes(spki), CURVE, false, ["verify"]),
    { forMs: 600_000, most: 10_000 },
  );
  return {
    verify: async (publicKey, signature, message) => {
      const key = await keyOf(publicKey).catch(() => undefined); // no point of the curve: nobody signs with it
      return key !== undefined && crypto.subtle.verify(ALGORITHM, key, bytesOf(signature), bytesOf(message));
    },
  };
}

/** WebCrypto wants bytes that no other thread can change. */
const bytesOf = (bytes: Uint8Array): Uint8Array<ArrayBuffer> => new Uint8Array(bytes);
