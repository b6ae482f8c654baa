import { submissionMessage } from "@/lib/annotations/digest";
import { sessionKeyTypedData } from "@/lib/annotators/session-key";
import { base64UrlBytes, base64UrlText } from "@/lib/kernel/base64url";
import type { RecordOf } from "./evidence";
import type { Placed } from "./filed";
import type { Mismatch } from "./mismatch";
import { wrongIn } from "./verify-links";

export type TypedDataSignature = ReturnType<typeof sessionKeyTypedData> & {
  readonly address: `0x${string}`;
  readonly signature: `0x${string}`;
};

/** Whether an account signed EIP-712 data (viem's `verifyTypedData`, or a client's, which also asks contract wallets). */
export type VerifyTypedData = (signed: TypedDataSignature) => Promise<boolean>;

/** Whether a P-256 key (SPKI) signed a message: ECDSA with SHA-256, 64 bytes r ‖ s. */
export type VerifyP256 = (
  publicKey: Uint8Array<ArrayBuffer>,
  signature: Uint8Array<ArrayBuffer>,
  message: Uint8Array<ArrayBuffer>,
) => Promise<boolean>;

/** How many signatures are in the air at a time. */
const ABREAST = 256;

/**
 * Checks signatures while the file is still being read: every key authorised by its annotator's account, every submission
 * signed by its key. WebCrypto works on threads of its own, so this goes on beside the reading.
 */
export function signatureCheck(deps: { readonly verifyTypedData: VerifyTypedData; readonly verifyP256: VerifyP256 }) {
  const keys = new Map<string, RecordOf<"key">>();
  let head: RecordOf<"batch"> | undefined;
  let first: Mismatch | undefined;
  let started = 0;
  let done = 0;
  let onDone = (): void => undefined;
  const follow = ({ line, record }: Placed, check: Promise<boolean>, expected: string, found: string): void => {
    started++;
    void check
      .catch(() => false)
      .then((holds) => {
        done++;
        if (!holds && line < (first?.line ?? Infinity)) {
          first = wrongIn("signatures", line, record)("signature", expected, found);
        }
        onDone();
      });
  };
  /** Resolves when no more than `left` are in the air. */
  const drained = (left: number): Promise<void> =>
    new Promise((resolve) => {
      onDone = () => {
        if (started - done <= left) resolve();
      };
      onDone();
    });
  return {
    /** Takes a record as it is read; answers a promise while too many signatures are in the air. */
    take(placed: Placed): Promise<void> | undefined {
      const { record } = placed;
      if (record.type === "batch") head = record;
      else if (record.type === "key" && head) {
        keys.set(record.key, record);
        const expected = `the authorisation of ${record.annotator}`;
        follow(placed, isAuthorised(head, record, deps.verifyTypedData), expected, record.signature);
      } else if (record.type === "submission" && head) {
        const signed = isSignedBy(keys.get(record.key)?.publicKey, record, head.manifestHash, deps.verifyP256);
        follow(placed, signed, `a signature of key ${record.key}`, record.signature);
      }
      return started - done > ABREAST ? drained(ABREAST / 2) : undefined;
    },
    /** Waits for the last one; the first record in the file whose signature does not hold. */
    async end(onSigned: (done: number, of: number) => void = () => {}): Promise<Mismatch | undefined> {
      for (let left = started - done - ABREAST / 2; left > 0; left -= ABREAST / 2) {
        await drained(left);
        onSigned(done, started);
      }
      await drained(0);
      onSigned(done, started);
      return first;
    },
  };
}

/** Keys that are kept imported; the oldest go first. Evidence has its submissions in no order of keys. */
const KEPT_KEYS = 10_000;

/** `VerifyP256` by WebCrypto (`crypto.subtle` of browser or Node); keys that are used again and again are imported once. */
export function p256Verifier(subtle: SubtleCrypto): VerifyP256 {
  const imported = new Map<string, Promise<CryptoKey>>();
  const curve = { name: "ECDSA", namedCurve: "P-256" };
  const keep = (name: string, key: Promise<CryptoKey>): void => {
    imported.set(name, key);
    const [oldest] = imported.keys();
    if (imported.size > KEPT_KEYS && oldest !== undefined) imported.delete(oldest);
  };
  return async (publicKey, signature, message) => {
    const name = base64UrlText(publicKey);
    const known = imported.get(name);
    const key = known ?? subtle.importKey("spki", publicKey, curve, false, ["verify"]);
    if (!known) keep(name, key);
    return subtle.verify({ name: "ECDSA", hash: "SHA-256" }, await key, signature, message);
  };
}

async function isAuthorised(
  { bounty }: RecordOf<"batch">,
  { annotator, publicKey, expiresAtS, signature }: RecordOf<"key">,
  verifyTypedData: VerifyTypedData,
): Promise<boolean> {
  const address = annotator as `0x${string}`;
  const vault = bounty.vault as `0x${string}`;
  const data = sessionKeyTypedData({ chainId: bounty.chainId, vault, annotator: address, publicKey, expiresAtS });
  return verifyTypedData({ ...data, address, signature: signature as `0x${string}` });
}

async function isSignedBy(
  publicKey: string | undefined,
  { digests, signature }: RecordOf<"submission">,
  manifestHash: string,
  verifyP256: VerifyP256,
): Promise<boolean> {
  if (publicKey === undefined) return false;
  const message = submissionMessage(manifestHash, digests);
  return verifyP256(base64UrlBytes(publicKey), base64UrlBytes(signature), message);
}
