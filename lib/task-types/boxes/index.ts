import { imageItems } from "../content";
import { labelsPart } from "../form-part";
import { jsonAnswer, labelsIn } from "../json-cell";
import { defineTaskType } from "../task-type";
import { boxesDistance, boxesInCommon, mergeBoxes } from "./agreement";
import { examples } from "./examples";
import { reading } from "./reading";
import { type BoxesAnswer, BoxesConfig, BoxesPayload, boxesAnswer } from "./schema";

/** Labeled boxes on an image. */
export const boxes = defineTaskType({
  id: "boxes",
  version: 1,
  title: "Boxes",
  about: "Rectangles around things in a picture.",
  asks: "Draw a box around each thing.",
  form: [labelsPart(1, (cell) => labelsIn(cell, "boxes"))],
  config: () => BoxesConfig,
  payload: () => BoxesPayload,
  answer: boxesAnswer,
  ...imageItems,
  parseCell: (cell) => jsonAnswer<BoxesAnswer>(cell, "boxes"),
  distance: boxesDistance,
  merge: mergeBoxes,
  inCommon: boxesInCommon,
  toRow: ({ boxes: drawn }) => ({
    boxes: JSON.stringify(drawn.map(({ label, x1, y1, x2, y2 }) => [label, x1, y1, x2, y2])),
  }),
  reading,
  examples,
});
