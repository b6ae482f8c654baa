import { base64UrlBytes } from "@/lib/kernel/base64url";
import type { Sha256 } from "@/lib/kernel/ids";
import { sha256Hex } from "@/lib/kernel/sha256";

export type SessionKeyTerms = {
  readonly chainId: number;
  readonly vault: `0x${string}`;
  readonly annotator: `0x${string}`;
  /** SPKI of a P-256 key, base64url without padding. */
  readonly publicKey: string;
  /** Unix seconds. */
  readonly expiresAtS: number;
};

/**
 * The EIP-712 data by which an annotator's account lets a browser key sign answers until it expires. It moves no money:
 * the type has no amount and no recipient.
 */
export function sessionKeyTypedData({ chainId, vault, annotator, publicKey, expiresAtS }: SessionKeyTerms) {
  return {
    domain: { name: "Assay", version: "1", chainId, verifyingContract: vault },
    types: {
      SessionKey: [
        { name: "purpose", type: "string" },
        { name: "annotator", type: "address" },
        { name: "publicKeySha256", type: "bytes32" },
        { name: "expiresAt", type: "uint64" },
      ],
    },
    primaryType: "SessionKey",
    message: {
      purpose: "Let this browser sign my answers on Assay. It cannot move tokens.",
      annotator,
      publicKeySha256: `0x${keyIdOf(publicKey)}`,
      expiresAt: BigInt(expiresAtS),
    },
  } as const;
}

/**
 * How long after its revocation a key may still be obeyed: every process has forgotten it by then, and clocks of the
 * server's parts are nearer to each other than this.
 */
export const REVOKED_FOR_SURE_MS = 10_000;

/** A key's id: SHA-256 of its SPKI bytes, hex. Throws a TypeError when the text is not canonical base64url. */
export const keyIdOf = (publicKey: string): Sha256 => sha256Hex(base64UrlBytes(publicKey));
