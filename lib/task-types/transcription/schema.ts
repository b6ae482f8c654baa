import { z } from "zod";
import { MAX_TEXT, Question } from "../asked";
import { AudioContent, ImageContent, textContent } from "../content";

const MAX_ANSWER = 4_000;

export const TranscriptionConfig = z.object({
  question: Question,
  /** How many characters an answer may have: comparing two takes the product of their lengths. */
  longest: z.int().min(1).max(MAX_ANSWER).default(MAX_ANSWER),
});
export type TranscriptionConfig = z.infer<typeof TranscriptionConfig>;

export const TranscriptionPayload = z.discriminatedUnion("kind", [AudioContent, ImageContent, textContent(MAX_TEXT)]);
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
