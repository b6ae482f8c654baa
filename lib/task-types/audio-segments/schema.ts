import { z } from "zod";
import { labelList, labelOf, Question } from "../asked";
import { AudioContent } from "../content";
import { type Interval, isOrderly } from "../interval-votes";

const MAX_SEGMENTS = 5_000;

export const AudioSegmentsConfig = z.object({
  question: Question,
  labels: labelList(1, "segments need at least one label"),
  /** Whether segments of different labels may overlap: two people speak at once. */
  overlap: z.boolean().default(true),
});
export type AudioSegmentsConfig = z.infer<typeof AudioSegmentsConfig>;

export const AudioSegmentsPayload = AudioContent;
export type AudioSegmentsPayload = z.infer<typeof AudioSegmentsPayload>;

/** Whole milliseconds, half-open, in the one order of `intervalOrder`. */
export type AudioSegmentsAnswer = { readonly segments: readonly Interval[] };

export function audioSegmentsAnswer(
  { labels, overlap }: AudioSegmentsConfig,
  { lengthMs }: AudioSegmentsPayload,
): z.ZodType<AudioSegmentsAnswer> {
  const segment = z
    .strictObject({
      label: labelOf(labels),
      start: z.int().min(0).max(lengthMs),
      end: z.int().min(0).max(lengthMs),
    })
    .refine(({ start, end }) => start < end, "a segment is empty");
  const list = z
    .array(segment)
    .max(MAX_SEGMENTS, `at most ${MAX_SEGMENTS} segments`)
    .refine((segments) => isOrderly(segments, overlap), { error: "segments overlap, or are not in order" });
  return z.strictObject({ segments: list });
}
