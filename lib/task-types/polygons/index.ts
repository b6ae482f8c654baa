import { imageItems } from "../content";
import { labelsPart } from "../form-part";
import { jsonAnswer, labelsIn } from "../json-cell";
import { defineTaskType } from "../task-type";
import { mergePolygons, polygonsDistance, polygonsInCommon } from "./agreement";
import { examples } from "./examples";
import { reading } from "./reading";
import { type PolygonsAnswer, PolygonsConfig, PolygonsPayload, polygonsAnswer } from "./schema";

/** Labeled outlines on an image. */
export const polygons = defineTaskType({
  id: "polygons",
  version: 1,
  title: "Polygons",
  about: "Outlines around things in a picture.",
  asks: "Outline each thing.",
  guide:
    "Follow the edge with as few corners as it needs: one at each bend, more on a curve. Holes and what stands in front are not cut out. Close the outline on its first corner. Where the edge cannot be seen, take the straight line.",
  form: [labelsPart(1, (cell) => labelsIn(cell, "polygons"))],
  config: () => PolygonsConfig,
  payload: () => PolygonsPayload,
  answer: polygonsAnswer,
  ...imageItems,
  parseCell: (cell) => jsonAnswer<PolygonsAnswer>(cell, "polygons"),
  distance: polygonsDistance,
  merge: mergePolygons,
  inCommon: polygonsInCommon,
  toRow: ({ polygons: drawn }) => ({
    polygons: JSON.stringify(drawn.map(({ label, points }) => [label, ...points.flat()])),
  }),
  reading,
  examples,
});
