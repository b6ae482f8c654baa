import { z } from "zod";
import { labelList, labelOf, Question } from "../asked";
import { ImageContent } from "../content";

export const MAX_BOXES = 500;

export const BoxesConfig = z.object({
  question: Question,
  labels: labelList(1, "boxes need at least one label"),
});
export type BoxesConfig = z.infer<typeof BoxesConfig>;

export const BoxesPayload = ImageContent;
export type BoxesPayload = ImageContent;

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
      label: labelOf(labels),
      x1: z.int().min(0).max(width),
      y1: z.int().min(0).max(height),
      x2: z.int().min(0).max(width),
      y2: z.int().min(0).max(height),
    })
    .refine(({ x1, x2, y1, y2 }) => x1 < x2 && y1 < y2, "a box has no area");
  return z.strictObject({ boxes: z.array(box).max(MAX_BOXES, `at most ${MAX_BOXES} boxes`) });
}
