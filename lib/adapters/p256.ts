/** ECDSA P-256 signatures of browser keys. Node's own verify: half the work of WebCrypto's for messages as short as these. */
import { createPublicKey, type KeyObject, verify } from "node:crypto";
import type { SubmitSignatures } from "@/lib/annotations/ports";
import { base64UrlBytes } from "@/lib/kernel/base64url";

/** Keys that are kept imported; the oldest go first. */
const KEPT_KEYS = 10_000;

export function createP256(): SubmitSignatures {
  const known = new Map<string, KeyObject>();
  const keyOf = (spki: string): KeyObject => {
    const hit = known.get(spki);
    if (hit) return hit;
    const key = createPublicKey({ key: Buffer.from(base64UrlBytes(spki)), format: "der", type: "spki" });
    known.set(spki, key);
    const [oldest] = known.keys();
    if (known.size > KEPT_KEYS && oldest !== undefined) known.delete(oldest);
    return key;
  };
  return {
    verify: async (publicKey, signature, message) => {
      try {
        return verify("sha256", message, { key: keyOf(publicKey), dsaEncoding: "ieee-p1363" }, signature);
      } catch {
        return false; // no point of the curve, or bytes that are no signature
      }
    },
  };
}
