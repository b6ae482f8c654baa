import { z } from "zod";
import { type Interval, isOrderly } from "../interval-votes";

const MAX_LABELS = 64;
const MAX_TEXT = 200_000;
const MAX_SPANS = 5_000;

export const SpansConfig = z.object({
  question: z.string().trim().min(1, "ask a question").max(300),
  labels: z
    .array(z.string().trim().min(1, "a label is empty").max(80, "a label is longer than 80 characters"))
    .min(1, "spans need at least one label")
    .max(MAX_LABELS, `at most ${MAX_LABELS} labels`)
    .refine((labels) => new Set(labels).size === labels.length, "two labels are the same"),
  /** Whether spans of different labels may overlap. */
  overlap: z.boolean().default(false),
});
export type SpansConfig = z.infer<typeof SpansConfig>;

export const SpansPayload = z.object({
  kind: z.literal("text"),
  text: z.string().min(1, "text is empty").max(MAX_TEXT, `text is longer than ${MAX_TEXT} characters`),
});
export type SpansPayload = z.infer<typeof SpansPayload>;

/** Places are Unicode code points, half-open, in the one order of `intervalOrder`. */
export type SpansAnswer = { readonly spans: readonly Interval[] };

export function spansAnswer({ labels, overlap }: SpansConfig, { text }: SpansPayload): z.ZodType<SpansAnswer> {
  const length = codePoints(text);
  const span = z
    .strictObject({
      label: z.string().refine((label) => labels.includes(label), { error: `not one of: ${labels.join(", ")}` }),
      start: z.int().min(0).max(length),
      end: z.int().min(0).max(length),
    })
    .refine(({ start, end }) => start < end, "a span is empty");
  const list = z
    .array(span)
    .max(MAX_SPANS, `at most ${MAX_SPANS} spans`)
    .refine((spans) => isOrderly(spans, overlap), {
      error: overlap ? "spans of one label overlap, or are not in order" : "spans overlap, or are not in order",
    });
  return z.strictObject({ spans: list });
}

function codePoints(text: string): number {
  let count = 0;
  for (const _ of text) count++;
  return count;
}
