import { z } from "zod";

const MAX_LABELS = 64;
const MAX_TEXT = 20_000;

export const ChoiceConfig = z.object({
  question: z.string().trim().min(1, "ask a question").max(300),
  labels: z
    .array(z.string().trim().min(1, "a label is empty").max(80, "a label is longer than 80 characters"))
    .min(2, "a choice needs at least two labels")
    .max(MAX_LABELS, `at most ${MAX_LABELS} labels`)
    .refine((labels) => new Set(labels).size === labels.length, "two labels are the same"),
});
export type ChoiceConfig = z.infer<typeof ChoiceConfig>;

export const ChoicePayload = z.discriminatedUnion("kind", [
  z.object({
    kind: z.literal("text"),
    text: z.string().min(1, "text is empty").max(MAX_TEXT, `text is longer than ${MAX_TEXT} characters`),
  }),
  z.object({
    kind: z.literal("image"),
    asset: z.string().regex(/^[0-9a-f]{64}$/, "asset is a SHA-256 in lower-case hex"),
    width: z.int().min(1).max(20_000),
    height: z.int().min(1).max(20_000),
    alt: z.string().max(300),
  }),
]);
export type ChoicePayload = z.infer<typeof ChoicePayload>;

export const choiceAnswer = ({ labels }: ChoiceConfig) =>
  z.string().refine((label) => labels.includes(label), { error: `not one of the labels: ${labels.join(", ")}` });
export type ChoiceAnswer = string;
