import type { Reader } from "../reading";
import { boundsOf } from "../reading-bounds";
import type { PolygonsAnswer, PolygonsConfig, PolygonsPayload } from "./schema";

export const reading: Reader<PolygonsConfig, PolygonsPayload, PolygonsAnswer> = {
  kind: "polygons",
  names: ({ labels }) => ({ labels }),
  read: ({ polygons }, { width, height }) => ({
    kind: "polygons",
    width,
    height,
    shapes: polygons.map(({ label, points }) => ({ label, box: boundsOf(points), outline: points })),
  }),
};
