import { z } from "zod";
import { labelList, labelOf, Question } from "../asked";
import { ImageContent } from "../content";
import { pixelsOf, rowsCrossed } from "./pixels";

export const MAX_POLYGONS = 200;
export const MAX_POINTS = 500;
/** Bound of the work that comparing two answers takes: rows crossed by all outlines of an answer together. */
export const MAX_ROWS = 2 ** 19;

export const PolygonsConfig = z.object({
  question: Question,
  labels: labelList(1, "polygons need at least one label"),
});
export type PolygonsConfig = z.infer<typeof PolygonsConfig>;

export const PolygonsPayload = ImageContent;
export type PolygonsPayload = ImageContent;

/** A corner of the pixel grid of the original image: 0 ≤ x ≤ width, 0 ≤ y ≤ height. */
export type Corner = readonly [x: number, y: number];
/** A closed outline, its last corner joined to its first; where it crosses itself, insides follow the even-odd rule. */
export type Polygon = { readonly label: string; readonly points: readonly Corner[] };
/** Absent things are an empty list. */
export type PolygonsAnswer = { readonly polygons: readonly Polygon[] };

export function polygonsAnswer(
  { labels }: PolygonsConfig,
  { width, height }: PolygonsPayload,
): z.ZodType<PolygonsAnswer> {
  const corner = z.tuple([z.int().min(0).max(width), z.int().min(0).max(height)]);
  const polygon = z.strictObject({
    label: labelOf(labels),
    points: z
      .array(corner)
      .min(3, "a polygon has at least three corners")
      .max(MAX_POINTS, `at most ${MAX_POINTS} corners`),
  });
  const drawn = z
    .array(polygon)
    .max(MAX_POLYGONS, `at most ${MAX_POLYGONS} polygons`)
    .refine((polygons) => polygons.reduce((sum, { points }) => sum + rowsCrossed(points), 0) <= MAX_ROWS, {
      error: `the outlines cross more than ${MAX_ROWS} rows of pixels in all: draw fewer or simpler polygons`,
      abort: true,
    })
    .superRefine((polygons, { addIssue }) => {
      polygons.forEach(({ points }, i) => {
        if (pixelsOf(points).area === 0)
          addIssue({ code: "custom", path: [i, "points"], message: "a polygon covers no pixel" });
      });
    });
  return z.strictObject({ polygons: drawn });
}
