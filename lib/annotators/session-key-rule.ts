import { z } from "zod";
import { base64UrlBytes } from "@/lib/kernel/base64url";
import { AppError } from "@/lib/kernel/errors";

/** The longest a session key may live: 30 days, in seconds. */
const MAX_KEY_LIFE_S = 30 * 24 * 3600;

/** SPKI of an uncompressed P-256 point: everything before the 64 bytes of the point. */
const P256_SPKI = "3059301306072a8648ce3d020106082a8648ce3d03010703420004";
const P256_SPKI_BYTES = 91;

export const signatureHex = z
  .string()
  .max(16_386, "longer than a signature can be")
  .regex(/^0x(?:[0-9a-fA-F]{2})+$/, "a signature: 0x and hex digits")
  .transform((text) => text as `0x${string}`);

export const RegisterKeyInput = z.object({
  publicKey: z.string().refine(isP256, "the SPKI of a P-256 key in base64url without padding"),
  expiresAtS: z.int().positive("Unix seconds"),
  signature: signatureHex,
});

/** Whether text is the SPKI of a P-256 key, base64url. */
function isP256(publicKey: string): boolean {
  try {
    const bytes = base64UrlBytes(publicKey);
    if (bytes.length !== P256_SPKI_BYTES) return false;
    return [...bytes.subarray(0, P256_SPKI.length / 2)].every(
      (byte, i) => byte === Number.parseInt(P256_SPKI.slice(2 * i, 2 * i + 2), 16),
    );
  } catch {
    return false;
  }
}

/** Throws `invalid_input` unless the expiry is ahead and not too far. */
export function checkKeyLife(expiresAtS: number, nowMs: number): void {
  const leftS = expiresAtS - Math.floor(nowMs / 1000);
  if (leftS <= 0) throw new AppError("invalid_input", "The key's expiry is in the past.");
  if (leftS > MAX_KEY_LIFE_S) throw new AppError("invalid_input", "A key may live 30 days at most.");
}
