import { z } from "zod";
import { Question } from "../asked";
import { ImageContent } from "../content";

const MAX_NAMES = 64;
export const MAX_FIGURES = 50;
const name = z.string().trim().min(1, "a point's name is empty").max(80, "a name is longer than 80 characters");

export const KeypointsConfig = z
  .object({
    question: Question,
    /** Names of the points of one figure, in the order of every answer. */
    points: z
      .array(name)
      .min(1, "a figure needs at least one point")
      .max(MAX_NAMES, `at most ${MAX_NAMES} points`)
      .refine((names) => new Set(names).size === names.length, "two points have the same name"),
    /** Bones between points, for the drawing only. */
    bones: z
      .array(z.tuple([name, name]))
      .max(128)
      .default([]),
    /** No figure counts as smaller than this when distances are judged, pixels; needed where a figure is one point. */
    smallestPx: z.int().min(8).max(2000).default(64),
  })
  .refine(({ points, bones }) => bones.flat().every((end) => points.includes(end)), {
    error: "a bone ends at a point that is not named",
    path: ["bones"],
  });
export type KeypointsConfig = z.infer<typeof KeypointsConfig>;

export const KeypointsPayload = ImageContent;
export type KeypointsPayload = ImageContent;

/** Whole pixels of the original image, and 2 = visible, 1 = hidden but placed, 0 = not placed (then x = y = 0), as in COCO. */
export type Keypoint = readonly [x: number, y: number, visibility: number];
/** One figure: its points in the order of the config's names, at least one of them placed. */
export type Figure = { readonly points: readonly Keypoint[] };
/** Absent things are an empty list. */
export type KeypointsAnswer = { readonly figures: readonly Figure[] };

export function keypointsAnswer(
  { points: names }: KeypointsConfig,
  { width, height }: KeypointsPayload,
): z.ZodType<KeypointsAnswer> {
  const point = z
    .tuple([
      z
        .int()
        .min(0)
        .max(width - 1),
      z
        .int()
        .min(0)
        .max(height - 1),
      z.int().min(0).max(2),
    ])
    .refine(([x, y, visibility]) => visibility > 0 || (x === 0 && y === 0), "a point that is not placed is [0, 0, 0]");
  const figure = z.strictObject({
    points: z
      .array(point)
      .length(names.length, `a figure has ${names.length} points: ${names.join(", ")}`)
      .refine((points) => points.some(([, , visibility]) => visibility > 0), "a figure has no point"),
  });
  return z.strictObject({ figures: z.array(figure).max(MAX_FIGURES, `at most ${MAX_FIGURES} figures`) });
}
