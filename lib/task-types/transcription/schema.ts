import { z } from "zod";

const MAX_ANSWER = 4_000;
const MAX_TEXT = 20_000;
const MAX_MS = 4 * 3_600_000;

const asset = z.string().regex(/^[0-9a-f]{64}$/, "asset is a SHA-256 in lower-case hex");

export const TranscriptionConfig = z.object({
  question: z.string().trim().min(1, "ask a question").max(300),
  /** How many characters an answer may have: comparing two takes the product of their lengths. */
  longest: z.int().min(1).max(MAX_ANSWER).default(MAX_ANSWER),
});
export type TranscriptionConfig = z.infer<typeof TranscriptionConfig>;

export const TranscriptionPayload = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("audio"), asset, lengthMs: z.int().min(1).max(MAX_MS), name: z.string().max(300) }),
  z.object({
    kind: z.literal("image"),
    asset,
    width: z.int().min(1).max(20_000),
    height: z.int().min(1).max(20_000),
    alt: z.string().max(300),
  }),
  z.object({ kind: z.literal("text"), text: z.string().min(1, "text is empty").max(MAX_TEXT) }),
]);
export type TranscriptionPayload = z.infer<typeof TranscriptionPayload>;

/** Free text, composed (NFC) and without space at its ends, so that equal looks are equal answers. */
export type TranscriptionAnswer = { readonly text: string };

export const transcriptionAnswer = ({ longest }: TranscriptionConfig): z.ZodType<TranscriptionAnswer> =>
  z.strictObject({
    text: z
      .string()
      .max(2 * longest, `longer than ${longest} characters`)
      .refine((text) => [...text].length <= longest, `longer than ${longest} characters`)
      .refine((text) => text === text.normalize("NFC"), "not in composed form (NFC)")
      .refine((text) => text === text.trim(), "space at the ends"),
  });
