/** Texts that must be read again but not lie open in the database: AES-256-GCM under a key of this installation. */
import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from "node:crypto";
import type { SecretBox } from "@/lib/webhooks/ports";

const IV_BYTES = 12;
const TAG_BYTES = 16;

/** A key of its own for each purpose. With another secret, what was sealed no longer opens. */
export function createSecretBox(secret: string, purpose: "webhook secret" | "kept answer"): SecretBox {
  const key = Buffer.from(hkdfSync("sha256", secret, "", `assay ${purpose} v1`, 32));
  return {
    seal: (text) => {
      const iv = randomBytes(IV_BYTES);
      const cipher = createCipheriv("aes-256-gcm", key, iv);
      return Buffer.concat([iv, cipher.update(text, "utf8"), cipher.final(), cipher.getAuthTag()]).toString(
        "base64url",
      );
    },
    open: (sealed) => {
      const bytes = Buffer.from(sealed, "base64url");
      if (bytes.length < IV_BYTES + TAG_BYTES) return undefined;
      const decipher = createDecipheriv("aes-256-gcm", key, bytes.subarray(0, IV_BYTES));
      decipher.setAuthTag(bytes.subarray(bytes.length - TAG_BYTES));
      try {
        const text = decipher.update(bytes.subarray(IV_BYTES, bytes.length - TAG_BYTES));
        return Buffer.concat([text, decipher.final()]).toString("utf8");
      } catch {
        return undefined; // not sealed with our key, or changed
      }
    },
  };
}
