import { answerDigest } from "@/lib/annotations/digest";
import { REVOKED_FOR_SURE_MS } from "@/lib/annotators/session-key";
import type { RecordOf } from "./evidence";
import type { Filed, Placed } from "./filed";
import type { Mismatch } from "./mismatch";
import { wrongIn } from "./verify-links";

/** Answers between two moments in which the process may do something else. */
const BREATH = 4_096;

/**
 * Whether every answer is the one that was signed: its digest stands where it says, under a key of its annotator that was
 * good then. (No digest serves two answers: it names the item, its key the annotator, and that pair occurs once.)
 */
export async function checkAnswers(filed: Filed): Promise<Mismatch | undefined> {
  const bounty = filed.batch[0]?.record.manifestHash ?? "";
  const keys = new Map(filed.key.map(({ record }) => [record.key, record]));
  const submissions = new Map(filed.submission.map(({ record }) => [record.submission, record]));
  for (const [i, placed] of filed.answer.entries()) {
    const submission = submissions.get(placed.record.submission);
    const key = submission && keys.get(submission.key);
    const mismatch = wrongAnswer(placed, bounty, submission, key);
    if (mismatch) return mismatch;
    if (i % BREATH === BREATH - 1) await new Promise((resume) => setTimeout(resume, 0));
  }
  return undefined;
}

function wrongAnswer(
  { line, record }: Placed<"answer">,
  bounty: string,
  submission: RecordOf<"submission"> | undefined,
  key: RecordOf<"key"> | undefined,
): Mismatch | undefined {
  const { item, answer, shown, id, index, annotator, atMs } = record;
  const wrong = (field: string, expected: string, found: string) =>
    wrongIn("signatures", line, record)(field, expected, found);
  if (!submission || !key) return wrong("submission", "a submission in this file", record.submission);
  const digest = answerDigest({ bounty, item, answer, shown, key: id });
  const signed = submission.digests[index];
  if (signed !== digest) return wrong("answer", `digest ${signed ?? "beyond the submission"}`, `digest ${digest}`);
  if (key.annotator !== annotator) return wrong("annotator", key.annotator, annotator);
  if (atMs > key.expiresAtS * 1000) {
    return wrong("atMs", `at most ${key.expiresAtS * 1000}, when its key expired`, String(atMs));
  }
  if (key.revokedAtMs !== null && atMs > key.revokedAtMs + REVOKED_FOR_SURE_MS) {
    return wrong("atMs", `at most ${key.revokedAtMs}, when its key was revoked`, String(atMs));
  }
  return undefined;
}
