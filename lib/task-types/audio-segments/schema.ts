import { z } from "zod";
import { type Interval, isOrderly } from "../interval-votes";

const MAX_LABELS = 64;
const MAX_MS = 4 * 3_600_000;
const MAX_SEGMENTS = 5_000;

export const AudioSegmentsConfig = z.object({
  question: z.string().trim().min(1, "ask a question").max(300),
  labels: z
    .array(z.string().trim().min(1, "a label is empty").max(80, "a label is longer than 80 characters"))
    .min(1, "segments need at least one label")
    .max(MAX_LABELS, `at most ${MAX_LABELS} labels`)
    .refine((labels) => new Set(labels).size === labels.length, "two labels are the same"),
  /** Whether segments of different labels may overlap: two people speak at once. */
  overlap: z.boolean().default(true),
});
export type AudioSegmentsConfig = z.infer<typeof AudioSegmentsConfig>;

export const AudioSegmentsPayload = z.object({
  kind: z.literal("audio"),
  asset: z.string().regex(/^[0-9a-f]{64}$/, "asset is a SHA-256 in lower-case hex"),
  lengthMs: z.int().min(1).max(MAX_MS),
  name: z.string().max(300),
});
export type AudioSegmentsPayload = z.infer<typeof AudioSegmentsPayload>;

/** Whole milliseconds, half-open, in the one order of `intervalOrder`. */
export type AudioSegmentsAnswer = { readonly segments: readonly Interval[] };

export function audioSegmentsAnswer(
  { labels, overlap }: AudioSegmentsConfig,
  { lengthMs }: AudioSegmentsPayload,
): z.ZodType<AudioSegmentsAnswer> {
  const segment = z
    .strictObject({
      label: z.string().refine((label) => labels.includes(label), { error: `not one of: ${labels.join(", ")}` }),
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
