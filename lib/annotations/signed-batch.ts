import { hexToBytes } from "@noble/hashes/utils";
import type { WorkedBounty } from "@/lib/assignments/ports";
import { readLeases } from "@/lib/assignments/read-lease";
import { base64UrlBytes } from "@/lib/kernel/base64url";
import { AppError } from "@/lib/kernel/errors";
import type { AccountNo } from "@/lib/kernel/ids";
import { type Acceptance, acceptAnswers } from "./accept";
import type { SignedBatch } from "./annotation";
import { submissionMessage } from "./digest";
import type { AnnotationDeps } from "./ports";
import type { SubmitInput } from "./submit-input";

/**
 * A submit with every check behind it and nothing written yet: the tokens are the caller's, the answers fit the task, and
 * a live session key of the caller signed their digests, which are computed here anew. Throws the first kind of refusal.
 */
export async function signedBatch(
  deps: Pick<AnnotationDeps, "items" | "seal" | "keys" | "signatures" | "now">,
  bounty: WorkedBounty,
  accountNo: AccountNo,
  { answers, keyId, signature }: Pick<SubmitInput, "answers" | "keyId" | "signature">,
): Promise<SignedBatch> {
  const tokens = answers.map(({ token }) => token);
  const items = readLeases(deps.seal, tokens, { bountyNo: bounty.no, accountNo }, (i) => `answers.${i}.token`);
  const accepted = acceptAnswers(bounty, answers, items, await deps.items.load(bounty.no, items));
  const bytes = base64UrlBytes(signature);
  await checkSignature(
    deps,
    accountNo,
    keyId,
    bytes,
    submissionMessage(
      bounty.manifestHash,
      accepted.map(({ digest }) => digest),
    ),
  );
  return { answers: accepted, keyId, digests: concatenated(accepted), signature: bytes };
}

async function checkSignature(
  { keys, signatures, now }: Pick<AnnotationDeps, "keys" | "signatures" | "now">,
  accountNo: AccountNo,
  keyId: string,
  signature: Uint8Array,
  message: Uint8Array,
): Promise<void> {
  const key = await keys.byId(keyId);
  if (!key || key.accountNo !== accountNo) throw badKey("Your account has not authorised this signing key.");
  if (key.revoked) throw badKey("This signing key was revoked.");
  if (key.expiresAtS * 1000 <= now()) throw badKey("This signing key has expired.");
  if (!(await signatures.verify(key.publicKey, signature, message))) {
    throw new AppError("invalid_input", "The signature is not this key's over these answers. Nothing was stored.", {
      errors: [{ at: "signature", reason: "it does not fit the answers as they were sent" }],
    });
  }
}

/** Names the key as what is wrong, so that a client knows to make a new one and to sign the same answers with it. */
function badKey(reason: string): AppError {
  const errors = [{ at: "keyId", reason }];
  return new AppError("forbidden", `${reason} Nothing was stored; sign the answers with a new key.`, { errors });
}

function concatenated(accepted: readonly Acceptance[]): Uint8Array {
  return hexToBytes(accepted.map(({ digest }) => digest).join(""));
}
