import { z } from "zod";

const MAX_LABELS = 64;
const MAX_TEXT = 20_000;

export const MultiLabelConfig = z.object({
  question: z.string().trim().min(1, "ask a question").max(300),
  labels: z
    .array(z.string().trim().min(1, "a label is empty").max(80, "a label is longer than 80 characters"))
    .min(2, "there must be at least two labels")
    .max(MAX_LABELS, `at most ${MAX_LABELS} labels`)
    .refine((labels) => new Set(labels).size === labels.length, "two labels are the same"),
  /** Whether no label at all is an answer. */
  none: z.boolean().default(true),
});
export type MultiLabelConfig = z.infer<typeof MultiLabelConfig>;

export const MultiLabelPayload = z.discriminatedUnion("kind", [
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
export type MultiLabelPayload = z.infer<typeof MultiLabelPayload>;

/** The labels that apply, in the order of the config. */
export type MultiLabelAnswer = { readonly labels: readonly string[] };

export const multiLabelAnswer = ({ labels, none }: MultiLabelConfig): z.ZodType<MultiLabelAnswer> =>
  z.strictObject({
    labels: z
      .array(z.string().refine((label) => labels.includes(label), { error: `not one of: ${labels.join(", ")}` }))
      .min(none ? 0 : 1, "at least one label applies")
      .refine(
        (chosen) => chosen.every((label, i) => i === 0 || labels.indexOf(chosen[i - 1] ?? "") < labels.indexOf(label)),
        "labels are named once, in the order of the list",
      ),
  });
