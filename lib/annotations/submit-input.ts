import { z } from "zod";

/** Answers of one submit at most. */
const MAX_ANSWERS = 100;
const DAY_MS = 24 * 3_600_000;

const sha256 = z.string().regex(/^[0-9a-f]{64}$/, "a SHA-256 in lower-case hex");

const SubmittedAnswer = z.object({
  /** The lease, as the claim gave it. */
  token: z.string(),
  /** Idempotency key: sent again under the same key, an answer counts once. */
  key: z
    .string()
    .regex(
      /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/,
      "a UUID in lower case, drawn for this answer",
    ),
  answer: z.json(),
  leadMs: z.int("whole milliseconds").min(0, "time does not run backwards").max(DAY_MS, "longer than a day"),
  shown: z
    .strictObject({ model: sha256, answer: z.json(), confidenceQ16: z.int().min(0).max(65_536) })
    .nullable()
    .default(null),
});

export const SubmitInput = z.object({
  bountyId: z.string(),
  keyId: sha256,
  signature: z.string().regex(/^[A-Za-z0-9_-]{86}$/, "64 bytes, r ‖ s, in base64url without padding"),
  answers: z
    .array(SubmittedAnswer)
    .min(1, "send at least one answer")
    .max(MAX_ANSWERS, `at most ${MAX_ANSWERS} at a time`),
});
export type SubmitInput = z.infer<typeof SubmitInput>;
