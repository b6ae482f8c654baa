import { z } from "zod";
import { pixelsOf, rowsCrossed } from "./pixels";

const MAX_LABELS = 64;
export const MAX_POLYGONS = 200;
const MAX_POINTS = 500;
/** Bound of the work that comparing two answers takes: rows crossed by all outlines of an answer together. */
export const MAX_ROWS = 2 ** 19;
const side = z.int().min(1).max(20_000);

export const PolygonsConfig = z.object({
  question: z.string().trim().min(1, "ask a question").max(300),
  labels: z
    .array(z.string().trim().min(1, "a label is empty").max(80, "a label is longer than 80 characters"))
    .min(1, "polygons need at least one label")
    .max(MAX_LABELS, `at most ${MAX_LABELS} labels`)
    .refine((labels) => new Set(labels).size === labels.length, "two labels are the same"),
});
export type PolygonsConfig = z.infer<typeof PolygonsConfig>;

export const PolygonsPayload = z.object({
  kind: z.literal("image"),
  asset: z.string().regex(/^[0-9a-f]{64}$/, "asset is a SHA-256 in lower-case hex"),
  width: side,
  height: side,
  alt: z.string().max(300),
});
export type PolygonsPayload = z.infer<typeof PolygonsPayload>;

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
    label: z.string().refine((label) => labels.includes(label), { error: `not one of: ${labels.join(", ")}` }),
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
