import { submissionMessage } from "@/lib/annotations/digest";
import { base64UrlBytes, sessionKeyTypedData } from "@/lib/annotators/session-key";
import type { RecordOf } from "./evidence";
import type { Mismatch } from "./mismatch";
import { type Filed, wrongIn } from "./verify-links";

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
const ABREAST = 64;

/** Every key was authorised by its annotator's account, every submission signed by its key. Names the first that was not. */
export async function checkSignatures(
  filed: Filed,
  deps: { readonly verifyTypedData: VerifyTypedData; readonly verifyP256: VerifyP256 },
  onSigned: (done: number) => void = () => {},
): Promise<Mismatch | undefined> {
  const head = filed.batch[0]?.record;
  if (!head) return undefined;
  const keys = new Map(filed.key.map(({ record }) => [record.key, record]));
  const badKey = await firstFalse(filed.key, (record) => isAuthorised(head, record, deps.verifyTypedData), onSigned);
  if (badKey) {
    const wrong = wrongIn("signatures", badKey.line, badKey.record);
    return wrong("signature", `the authorisation of ${badKey.record.annotator}`, badKey.record.signature);
  }
  const isSigned = (record: RecordOf<"submission">) => {
    const key = keys.get(record.key);
    return key ? isSignedBy(key.publicKey, record, head.manifestHash, deps.verifyP256) : Promise.resolve(false);
  };
  const badSubmission = await firstFalse(filed.submission, isSigned, (done) => onSigned(filed.key.length + done));
  if (!badSubmission) return undefined;
  const { line, record } = badSubmission;
  return wrongIn("signatures", line, record)("signature", `a signature of key ${record.key}`, record.signature);
}

/** `VerifyP256` by WebCrypto (`crypto.subtle` of browser or Node); keys are imported once. */
export function p256Verifier(subtle: SubtleCrypto): VerifyP256 {
  const imported = new Map<string, Promise<CryptoKey>>();
  const curve = { name: "ECDSA", namedCurve: "P-256" };
  return async (publicKey, signature, message) => {
    const name = publicKey.join();
    const key = imported.get(name) ?? subtle.importKey("spki", publicKey, curve, false, ["verify"]);
    imported.set(name, key);
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
  publicKey: string,
  { digests, signature }: RecordOf<"submission">,
  manifestHash: string,
  verifyP256: VerifyP256,
): Promise<boolean> {
  const message = submissionMessage(manifestHash, digests);
  return verifyP256(base64UrlBytes(publicKey), base64UrlBytes(signature), message);
}

/** The first entry, in order, whose check is false or throws. */
async function firstFalse<Item>(
  entries: readonly { readonly line: number; readonly record: Item }[],
  check: (record: Item) => Promise<boolean>,
  onDone: (done: number) => void,
): Promise<{ readonly line: number; readonly record: Item } | undefined> {
  for (let from = 0; from < entries.length; from += ABREAST) {
    const some = entries.slice(from, from + ABREAST);
    const passed = await Promise.all(some.map(({ record }) => check(record).catch(() => false)));
    const bad = some[passed.indexOf(false)];
    if (bad) return bad;
    onDone(from + some.length);
  }
  return undefined;
}
