/** Signatures under addresses: HMAC-SHA256 under a key of this installation. */
import { createHmac, hkdfSync, timingSafeEqual } from "node:crypto";
import type { LinkSeal } from "@/lib/export/ports";

/** With another secret, links that were given out no longer hold. */
export function createLinkSeal(secret: string): LinkSeal {
  const key = Buffer.from(hkdfSync("sha256", secret, "", "assay export link v1", 32));
  const sign = (text: string) => createHmac("sha256", key).update(text).digest("base64url");
  return {
    sign,
    holds: (text, signature) => {
      const [own, given] = [Buffer.from(sign(text)), Buffer.from(signature)];
      return own.length === given.length && timingSafeEqual(own, given);
    },
  };
}
