import { answerDigest, submissionMessage } from "@/lib/annotations/digest";
import type { Shown } from "./local-store";
import type { SubmitKey } from "./session-key";

export type AnswerToSend = {
  readonly token: string;
  /** Content hash of the item. */
  readonly item: string;
  readonly key: string;
  readonly answer: unknown;
  readonly leadMs: number;
  readonly shown: Shown | null;
};

export type SignedAnswers = {
  readonly keyId: string;
  readonly signature: string;
  readonly answers: readonly Omit<AnswerToSend, "item">[];
};

/** The body of a submit: the answers in order, and one signature of the session key over all their digests. */
export async function signedAnswers(
  key: SubmitKey,
  manifestHash: string,
  answers: readonly AnswerToSend[],
): Promise<SignedAnswers> {
  const digests = answers.map(({ item, answer, shown, key: idempotencyKey }) =>
    answerDigest({ bounty: manifestHash, item, answer, shown, key: idempotencyKey }),
  );
  const signature = await key.sign(submissionMessage(manifestHash, digests));
  return { keyId: key.keyId, signature, answers: answers.map(({ item: _, ...rest }) => rest) };
}
