import { z } from "zod";
import { labelList, labelOf, Question } from "../asked";
import { textContent } from "../content";
import { type Interval, isOrderly } from "../interval-votes";

const MAX_TEXT = 200_000;
const MAX_SPANS = 5_000;

export const SpansConfig = z.object({
  question: Question,
  labels: labelList(1, "spans need at least one label"),
  /** Whether spans of different labels may overlap. */
  overlap: z.boolean().default(false),
});
export type SpansConfig = z.infer<typeof SpansConfig>;

export const SpansPayload = textContent(MAX_TEXT);
export type SpansPayload = z.infer<typeof SpansPayload>;

/** Places are Unicode code points, half-open, in the one order of `intervalOrder`. */
export type SpansAnswer = { readonly spans: readonly Interval[] };

export function spansAnswer({ labels, overlap }: SpansConfig, { text }: SpansPayload): z.ZodType<SpansAnswer> {
  const length = codePoints(text);
  const span = z
    .strictObject({
      label: labelOf(labels),
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
