import { defineTaskType } from "../task-type";
import { mergePolygons, polygonsDistance } from "./agreement";
import { examples } from "./examples";
import { reading } from "./reading";
import { PolygonsConfig, PolygonsPayload, polygonsAnswer } from "./schema";

/** Labeled outlines on an image. */
export const polygons = defineTaskType({
  id: "polygons",
  version: 1,
  title: "Polygons",
  config: () => PolygonsConfig,
  payload: () => PolygonsPayload,
  answer: polygonsAnswer,
  fromImage: ({ asset, width, height, name }): PolygonsPayload => ({ kind: "image", asset, width, height, alt: name }),
  assets: ({ asset }) => [asset],
  features: ({ asset }) => ({ kind: "image", asset }),
  distance: polygonsDistance,
  merge: mergePolygons,
  toRow: ({ polygons: drawn }) => ({
    polygons: JSON.stringify(drawn.map(({ label, points }) => [label, ...points.flat()])),
  }),
  reading,
  examples,
});
