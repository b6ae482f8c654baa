import { z } from "zod";

const MAX_LABELS = 64;
export const MAX_BOXES = 500;
const side = z.int().min(1).max(20_000);

export const BoxesConfig = z.object({
  question: z.string().trim().min(1, "ask a question").max(300),
  labels: z
    .array(z.string().trim().min(1, "a label is empty").max(80, "a label is longer than 80 characters"))
    .min(1, "boxes need at least one label")
    .max(MAX_LABELS, `at most ${MAX_LABELS} labels`)
    .refine((labels) => new Set(labels).size === labels.length, "two labels are the same"),
});
export type BoxesConfig = z.infer<typeof BoxesConfig>;

export const BoxesPayload = z.object({
  kind: z.literal("image"),
  asset: z.string().regex(/^[0-9a-f]{64}$/, "asset is a SHA-256 in lower-case hex"),
  width: side,
  height: side,
  alt: z.string().max(300),
});
export type BoxesPayload = z.infer<typeof BoxesPayload>;

/** Whole pixels of the original image, half-open: x1 ≤ x < x2. Absent things are an empty list. */
export type Box = {
  readonly label: string;
  readonly x1: number;
  readonly y1: number;
  readonly x2: number;
  readonly y2: number;
};
export type BoxesAnswer = { readonly boxes: readonly Box[] };

export function boxesAnswer({ labels }: BoxesConfig, { width, height }: BoxesPayload): z.ZodType<BoxesAnswer> {
  const box = z
    .strictObject({
      label: z.string().refine((label) => labels.includes(label), { error: `not one of: ${labels.join(", ")}` }),
      x1: z.int().min(0).max(width),
      y1: z.int().min(0).max(height),
      x2: z.int().min(0).max(width),
      y2: z.int().min(0).max(height),
    })
    .refine(({ x1, x2, y1, y2 }) => x1 < x2 && y1 < y2, "a box has no area");
  return z.strictObject({ boxes: z.array(box).max(MAX_BOXES, `at most ${MAX_BOXES} boxes`) });
}
